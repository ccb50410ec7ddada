package io.msdatuner.api.database;

import java.time.Duration;
import java.util.function.Supplier;

/** A moment until which a condition is polled. */
final class Deadline {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Duration limit;
    private long startNs = System.nanoTime();

    Deadline(Duration limit) {
        this.limit = limit;
    }

    /** Begins the wait anew. */
    void restart() {
        startNs = System.nanoTime();
    }

    boolean isPast() {
        return System.nanoTime() - startNs > limit.toNanos();
    }

    void pauseOrFail(Supplier<String> message) {
        if (isPast()) {
            throw new EmbeddedDatabaseException(message.get());
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw Command.interrupted("waiting for the database", e);
        }
    }
}
