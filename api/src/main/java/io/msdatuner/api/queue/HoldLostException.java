package io.msdatuner.api.queue;

/** Another process has the campaign now, because this one was silent for so long that it was taken for dead. */
public final class HoldLostException extends RuntimeException {
    HoldLostException(Hold hold) {
        super("campaign %s was handed to another process, because this one was silent for too long"
                .formatted(hold.campaign()));
    }
}
