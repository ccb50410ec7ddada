package io.msdatuner.core.campaign;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time as a campaign spends it. It never jumps, whatever is done to the clock on the wall. */
public interface SteadyTime {
    /** Nanoseconds since some moment; only differences mean something. */
    long nanos();

    void sleep(Duration duration) throws InterruptedException;

    /** Of a process with such a clock, for example {@link System#nanoTime}. */
    static SteadyTime of(LongSupplier nanos) {
        return new SteadyTime() {
            @Override
            public long nanos() {
                return nanos.getAsLong();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis());
            }
        };
    }
}
