package io.msdatuner.core.transfer;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;

/**
 * What is expected of a configuration on a shape for which it was not measured. Bounds hold in 19 of 20 cases.
 *
 * @param configuration the one that is expected to be the fastest
 * @param speedup how many times faster than the default it is expected to be
 * @param leastSpeedup how many times faster it is at least
 * @param mostRegret how much slower than the fastest configuration it is at most: 0.1 is 10 %
 * @param nearest the nearest of the shapes that this is learnt from
 * @param distance to it, 1 being the mean distance between the known shapes
 * @param shapes how many this is learnt from
 * @param trials how many measurements of theirs this is learnt from
 */
public record Forecast(
        Configuration configuration,
        double speedup,
        double leastSpeedup,
        double mostRegret,
        Shape nearest,
        double distance,
        int shapes,
        int trials) {
    /** Whether it is as fast as the default even at its bound. */
    public boolean isSafe() {
        return leastSpeedup >= 1;
    }
}
