package io.msdatuner.api.best;

import static io.msdatuner.api.best.LookupFields.required;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes lookups of what clients send. */
@Component
class LookupReader {

    private final LocalDevices devices;
    private final RecordIndex index;

    LookupReader(LocalDevices devices, RecordIndex index) {
        this.devices = devices;
        this.index = index;
    }

    /** @throws InvalidValueException naming the first field that is not allowed */
    Lookup read(LookupFields fields) {
        var problem = new Lookup.Problem(
                Kernel.parse(required("kernel", fields.kernel())),
                Shape.parse(required("shape", fields.shape())),
                deviceClass(fields.deviceClass()),
                given(fields.determinism()).map(DeterminismWish::parse).orElse(DeterminismWish.ANY));
        return new Lookup(
                problem,
                given(fields.toolchain()),
                given(fields.sourceDigest()),
                given(fields.freshness()).map(Freshness::parseLeast).orElse(Freshness.SUSPECT),
                given(fields.match()).map(LookupReader::allowsNearest).orElse(true));
    }

    /** A class of this host, or one that some other host has tuned on. */
    DeviceClass deviceClass(@Nullable String name) {
        var asked = given(name).map(DeviceClass::new);
        if (asked.isPresent() && index.knows(asked.get())) {
            return asked.get();
        }
        return devices.named(name).device().deviceClass();
    }

    private static boolean allowsNearest(String match) {
        return switch (match) {
            case "nearest" -> true;
            case "exact" -> false;
            default -> throw new InvalidValueException("match", match, "exact, nearest");
        };
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
