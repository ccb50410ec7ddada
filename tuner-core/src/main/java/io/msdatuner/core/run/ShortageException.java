package io.msdatuner.core.run;

/**
 * What every variant needs is used up for now: disk, memory, processes. It says nothing of the variant at hand, which can be
 * built or measured when there is enough again; the message says of what.
 */
public final class ShortageException extends RuntimeException {
    public ShortageException(String message) {
        super(message);
    }

    public ShortageException(String message, Throwable cause) {
        super(message, cause);
    }
}
