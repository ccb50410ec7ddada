package io.msdatuner.api.artifact;

import io.msdatuner.core.InvalidValueException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may be removed.
 *
 * @param olderThanDays files that were written since then stay; 30 if left out
 * @param dryRun whether files are only counted; false if left out
 */
record CollectionRequest(
        @Nullable Integer olderThanDays, @Nullable Boolean dryRun) {

    private static final int DEFAULT_DAYS = 30;
    private static final int MOST_DAYS = 36_500;

    boolean removes() {
        return dryRun == null || !dryRun;
    }

    Duration age() {
        var days = olderThanDays == null ? DEFAULT_DAYS : olderThanDays;
        InvalidValueException.requireBetween("olderThanDays", days, 0, MOST_DAYS);
        return Duration.ofDays(days);
    }
}
