package io.msdatuner.core.trial;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * A median with its two-sided 95 % confidence interval in ns. The interval is the distribution-free one between two order
 * statistics whose ranks come from the binomial distribution with p = 1/2 (Hahn and Meeker, "Statistical Intervals",
 * 1991, section 5.2). Fewer than six samples cannot reach 95 %: then it is the samples' range.
 *
 * @param samples how many samples it was estimated from
 * @param band of a simulated time: how far the model may be off
 */
public record MedianEstimate(double medianNs, double ciLowNs, double ciHighNs, int samples, Optional<ModelBand> band) {
    private static final double CONFIDENCE = 0.95;
    private static final int FEWEST_FOR_CONFIDENCE = 6;

    public MedianEstimate {
        if (!(ciLowNs <= medianNs && medianNs <= ciHighNs) || ciLowNs < 0 || samples < 1) {
            throw new IllegalArgumentException(
                    "no median estimate: %s in [%s, %s] of %s".formatted(medianNs, ciLowNs, ciHighNs, samples));
        }
    }

    /** Of measured times. */
    public MedianEstimate(double medianNs, double ciLowNs, double ciHighNs, int samples) {
        this(medianNs, ciLowNs, ciHighNs, samples, Optional.empty());
    }

    /** @throws IllegalArgumentException if there is no sample */
    public static MedianEstimate of(long... samplesNs) {
        if (samplesNs.length == 0) {
            throw new IllegalArgumentException("a median needs at least one sample");
        }
        var sorted = samplesNs.clone();
        Arrays.sort(sorted);
        var n = sorted.length;
        var median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
        var below = n < FEWEST_FOR_CONFIDENCE ? 0 : ranksBelow(n);
        return new MedianEstimate(median, sorted[below], sorted[n - 1 - below], n);
    }

    /**
     * As {@link #of}, of samples that were taken in blocks of equal size. What disturbs a machine lasts longer than a launch,
     * so the samples of a block say less than as many of different times would, and an interval that took them for independent
     * would be too narrow. It is at least as wide as the one of the blocks' medians.
     */
    public static MedianEstimate ofBlocks(long[] samplesNs, int blocks) {
        var all = of(samplesNs);
        var size = samplesNs.length / Math.max(1, blocks);
        if (blocks < 2 || size * blocks != samplesNs.length) {
            return all;
        }
        var medians = new double[blocks];
        for (var block = 0; block < blocks; block++) {
            medians[block] = of(Arrays.copyOfRange(samplesNs, block * size, (block + 1) * size)).medianNs;
        }
        Arrays.sort(medians);
        var below = blocks < FEWEST_FOR_CONFIDENCE ? 0 : ranksBelow(blocks);
        return new MedianEstimate(
                all.medianNs,
                Math.min(all.ciLowNs, medians[below]),
                Math.max(all.ciHighNs, medians[blocks - 1 - below]),
                all.samples);
    }

    /** The same with how far the model may be off. */
    public MedianEstimate within(Optional<ModelBand> newBand) {
        return new MedianEstimate(medianNs, ciLowNs, ciHighNs, samples, newBand);
    }

    /** True if the two intervals have no point in common and this one is the faster. */
    public boolean clearlyFasterThan(MedianEstimate other) {
        return ciHighNs < other.ciLowNs;
    }

    /** How many samples lie below the lower limit: the largest r with P(Binomial(n, 1/2) <= r) <= 0.025. */
    private static int ranksBelow(int n) {
        var tail = (1 - CONFIDENCE) / 2;
        // The inverse is the smallest r with P(Binomial(n, 1/2) <= r) >= 0.025; no such probability is 0.025 itself.
        return new BinomialDistribution(n, 0.5).inverseCumulativeProbability(tail) - 1;
    }
}
