package io.msdatuner.bench.cpu.table;

import java.time.Duration;

/** When a call should end: asked between measurements, which are never cut short. */
final class Deadline {
    private final long endNs;

    Deadline(Duration time) {
        this.endNs = System.nanoTime() + time.toNanos();
    }

    /** @throws TimeIsUpException if it is over */
    void check() {
        if (System.nanoTime() - endNs > 0) {
            throw new TimeIsUpException();
        }
    }
}
