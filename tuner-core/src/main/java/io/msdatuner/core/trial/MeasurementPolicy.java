package io.msdatuner.core.trial;

import java.time.Duration;

/**
 * How a variant is timed; part of every measurement. A launch is repeated for {@code warmUp}, then samples are taken in
 * {@code blocks}, each of at least one launch and about {@code blockTime}. A variant whose launches are so long that this
 * would take more than {@code maxTime} takes fewer blocks, but at least {@link #FEWEST_BLOCKS}.
 *
 * @param maxSamplesPerBlock bounds what very short launches record
 */
public record MeasurementPolicy(
        CachePolicy cache, Duration warmUp, int blocks, Duration blockTime, int maxSamplesPerBlock, Duration maxTime) {
    /** Even the slowest variant is timed in this many blocks. */
    public static final int FEWEST_BLOCKS = 3;

    public MeasurementPolicy {
        if (blocks < FEWEST_BLOCKS || maxSamplesPerBlock < 1 || warmUp.isNegative() || blockTime.isNegative()) {
            throw new IllegalArgumentException(
                    "a policy takes at least one sample in each of " + FEWEST_BLOCKS + " blocks");
        }
    }

    /** For search trials: short, because losers are many. */
    public static MeasurementPolicy search() {
        return new MeasurementPolicy(
                CachePolicy.WARM, Duration.ofMillis(10), 4, Duration.ofMillis(15), 200, Duration.ofSeconds(1));
    }

    /** For baselines and finals, which decide. */
    public static MeasurementPolicy deciding() {
        return new MeasurementPolicy(
                CachePolicy.WARM, Duration.ofMillis(30), 12, Duration.ofMillis(40), 200, Duration.ofSeconds(4));
    }
}
