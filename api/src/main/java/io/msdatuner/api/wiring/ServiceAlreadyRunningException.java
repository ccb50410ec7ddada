package io.msdatuner.api.wiring;

import java.nio.file.Path;
import java.util.Optional;

/** Another service holds the data directory. */
public final class ServiceAlreadyRunningException extends ServiceStartException {

    private final Optional<String> url;

    ServiceAlreadyRunningException(Path dataDirectory, Optional<String> url) {
        super(
                "a service runs in %s already, %s; use it, stop it, or choose another data directory"
                        .formatted(dataDirectory, url.map(at -> "at " + at).orElse("and is just starting or stopping")),
                null);
        this.url = url;
    }

    /** Where it answers; empty while it starts or stops. */
    public Optional<String> url() {
        return url;
    }
}
