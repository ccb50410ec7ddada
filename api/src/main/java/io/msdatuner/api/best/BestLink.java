package io.msdatuner.api.best;

import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** The URL of a lookup. */
public final class BestLink {

    static final String PATH = "/api/v1/configurations/best";

    private BestLink() {}

    /** @param baseUrl of the service, as the client reaches it */
    public static String of(String baseUrl, Kernel kernel, Shape shape, DeviceClass deviceClass) {
        return "%s%s?kernel=%s&shape=%s&deviceClass=%s"
                .formatted(baseUrl, PATH, kernel.id(), encode(shape.toString()), encode(deviceClass.name()));
    }

    private static String encode(String value) {
        return UriUtils.encodeQueryParam(value, StandardCharsets.UTF_8);
    }
}
