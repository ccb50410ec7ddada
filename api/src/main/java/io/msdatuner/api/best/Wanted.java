package io.msdatuner.api.best;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.OptionalDouble;

/**
 * A problem that was looked up in vain.
 *
 * @param lookups how often
 * @param savedNsPerLaunch device time in ns that tuning it is expected to save; empty if nothing is known of its device class
 */
public record Wanted(Kernel kernel, Shape shape, long lookups, OptionalDouble savedNsPerLaunch) {

    /** Over all its lookups; without a forecast by the work that there is, which gives the same order. */
    double urgency() {
        return lookups * savedNsPerLaunch.orElseGet(() -> SavingForecast.work(shape));
    }
}
