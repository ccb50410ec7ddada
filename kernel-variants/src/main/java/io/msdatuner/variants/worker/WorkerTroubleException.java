package io.msdatuner.variants.worker;

/** The worker cannot work, and no variant is to blame; the message says what it said and what to do. */
public final class WorkerTroubleException extends RuntimeException {
    public WorkerTroubleException(String message) {
        super(message);
    }
}
