package io.msdatuner.api.campaign;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * How long a campaign may run while others wait: as long as it likes if none does, and to the end of its turn if one of the
 * same priority does. Asked between batches of trials, by one thread.
 */
final class Turn {

    /** Long against what it costs to go on with a campaign: a worker, its inputs, and all trials told to the strategy. */
    static final Duration LENGTH = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Predicate<Boolean> isOvertaken;
    private final LongSupplier nanoTime;
    private final long start;
    private long nextLook;

    /** @param isOvertaken whether another campaign should run now, given whether this one had its turn */
    Turn(Predicate<Boolean> isOvertaken, LongSupplier nanoTime) {
        this.isOvertaken = isOvertaken;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.nextLook = start;
    }

    boolean isOver() {
        var now = nanoTime.getAsLong();
        if (now - nextLook < 0) {
            return false;
        }
        nextLook = now + BETWEEN_LOOKS.toNanos();
        return isOvertaken.test(now - start >= LENGTH.toNanos());
    }
}
