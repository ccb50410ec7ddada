package io.msdatuner.core.campaign;

import io.msdatuner.core.run.ShortageException;
import java.time.Duration;

/** Waits for what is used up for now, longer each time, and gives up in the end: then a person has to see to it. */
final class Patience {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofMinutes(15);

    private final SteadyTime time;

    /** Something that may not be possible now. */
    interface Attempt<T> {
        T make() throws InterruptedException;
    }

    Patience(SteadyTime time) {
        this.time = time;
    }

    /** @throws ShortageException if it is still not possible after a quarter of an hour */
    <T> T outlast(Attempt<T> attempt) throws InterruptedException {
        var waited = Duration.ZERO;
        var wait = FIRST;
        while (true) {
            try {
                return attempt.make();
            } catch (ShortageException e) {
                if (waited.compareTo(MOST) >= 0) {
                    throw e;
                }
                time.sleep(wait);
                waited = waited.plus(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
            }
        }
    }
}
