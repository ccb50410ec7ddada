package io.msdatuner.core.run;

/** No compiler was found, or it does not work; the message says how to install one. */
public final class MissingToolchainException extends RuntimeException {
    public MissingToolchainException(String message) {
        super(message);
    }
}
