package io.msdatuner.bench.strategies;

import io.msdatuner.core.space.Space;
import java.util.Arrays;

/**
 * A space with the time of every configuration.
 *
 * @param kernel what was measured, for leaving one kernel out
 * @param timesMs by the index in the space; NaN where it failed
 * @param standardError of the times of the fastest, relative to them; 0 if the recording does not say
 */
record RecordedSpace(String name, String kernel, Space space, double[] timesMs, double standardError) {
    /** 95 % of the differences of two independent normal values are smaller, in standard deviations of one. */
    private static final double WITHIN_NOISE = 1.96 * Math.sqrt(2);

    RecordedSpace {
        if (timesMs.length != space.size() || Arrays.stream(timesMs).allMatch(Double::isNaN)) {
            throw new IllegalArgumentException(
                    "%s has %d times for %d configurations".formatted(name, timesMs.length, space.size()));
        }
    }

    /** The times of those that did not fail, fastest first. */
    double[] sortedTimesMs() {
        return Arrays.stream(timesMs)
                .filter(time -> !Double.isNaN(time))
                .sorted()
                .toArray();
    }

    double optimumMs() {
        return sortedTimesMs()[0];
    }

    double medianMs() {
        var sorted = sortedTimesMs();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** By how much of itself a time has to be shorter than another one for the difference not to be noise. */
    double noise() {
        return WITHIN_NOISE * standardError;
    }
}
