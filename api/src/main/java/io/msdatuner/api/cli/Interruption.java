package io.msdatuner.api.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the user asked the running command to end. */
final class Interruption {
    private final CountDownLatch arrived = new CountDownLatch(1);

    /** One that arrives with the next Ctrl-C. */
    static Interruption of(Interrupts interrupts) {
        var interruption = new Interruption();
        interrupts.onInterrupt(interruption.arrived::countDown);
        return interruption;
    }

    /** Waits for it; false if {@code wait} passes without. */
    boolean arrivesWithin(Duration wait) {
        try {
            return arrived.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
