package io.msdatuner.api.wiring;

import org.jspecify.annotations.Nullable;

/** The service cannot be started; the message says why and what to do. Nothing is left running. */
public class ServiceStartException extends RuntimeException {

    ServiceStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
