package io.msdatuner.api.retention;

import io.msdatuner.core.InvalidValueException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which samples may go.
 *
 * @param olderThanDays samples of trials that finished since then stay; required
 * @param dryRun whether they are only counted; false if left out
 */
record PruningRequest(
        @Nullable Integer olderThanDays, @Nullable Boolean dryRun) {

    private static final int MOST_DAYS = 36_500;

    boolean isDryRun() {
        return dryRun != null && dryRun;
    }

    Duration age() {
        if (olderThanDays == null) {
            throw new InvalidValueException("olderThanDays", "null", "a number of days from 0 to " + MOST_DAYS);
        }
        InvalidValueException.requireBetween("olderThanDays", olderThanDays, 0, MOST_DAYS);
        return Duration.ofDays(olderThanDays);
    }
}
