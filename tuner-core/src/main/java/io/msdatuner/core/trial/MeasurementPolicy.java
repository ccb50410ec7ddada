package io.msdatuner.core.trial;

import io.msdatuner.core.device.Provenance;
import java.time.Duration;

/**
 * How a variant is timed; part of every measurement. A launch is repeated for {@code warmUp}, then samples are taken in
 * {@code blocks}, each of at least one launch and about {@code blockTime}. A variant whose launches are so long that this
 * would take more than {@code maxTime} takes fewer blocks, but at least {@link #FEWEST_BLOCKS} of them if it has so many.
 * Without warm-up, the launches of verification are all that comes before the first sample.
 *
 * @param maxSamplesPerBlock bounds what very short launches record
 */
public record MeasurementPolicy(
        CachePolicy cache, Duration warmUp, int blocks, Duration blockTime, int maxSamplesPerBlock, Duration maxTime) {
    /** Even the slowest variant is timed in this many blocks, unless the policy takes fewer of all. */
    public static final int FEWEST_BLOCKS = 3;

    public MeasurementPolicy {
        if (blocks < 1 || maxSamplesPerBlock < 1 || warmUp.isNegative() || blockTime.isNegative()) {
            throw new IllegalArgumentException("a policy takes at least one sample in at least one block");
        }
    }

    /** For search trials: short, because losers are many. */
    public static MeasurementPolicy search() {
        return new MeasurementPolicy(
                CachePolicy.WARM, Duration.ofMillis(10), 4, Duration.ofMillis(15), 200, Duration.ofSeconds(1));
    }

    /** For search trials on a device of this kind. */
    public static MeasurementPolicy search(Provenance provenance) {
        return provenance == Provenance.SIMULATED ? simulated() : search();
    }

    /** For finals on a device of this kind. */
    public static MeasurementPolicy deciding(Provenance provenance) {
        return provenance == Provenance.SIMULATED ? simulated() : deciding();
    }

    /** The same with another state of the caches. */
    public MeasurementPolicy with(CachePolicy newCache) {
        return new MeasurementPolicy(newCache, warmUp, blocks, blockTime, maxSamplesPerBlock, maxTime);
    }

    /** For champion and challenger in turn: many blocks, so that many pairs meet the same state of the machine. */
    public static MeasurementPolicy paired(Provenance provenance) {
        return provenance == Provenance.SIMULATED
                ? simulated()
                : new MeasurementPolicy(
                        CachePolicy.WARM, Duration.ofMillis(10), 20, Duration.ofMillis(4), 50, Duration.ofMinutes(1));
    }

    /** For a simulated device: it takes exactly the same time again, so one sample says all. */
    public static MeasurementPolicy simulated() {
        return once();
    }

    /** One sample, where the question is only whether a variant works. */
    public static MeasurementPolicy once() {
        return new MeasurementPolicy(CachePolicy.WARM, Duration.ZERO, 1, Duration.ZERO, 1, Duration.ZERO);
    }

    /** For a look at the machine's speed between trials. */
    public static MeasurementPolicy sentinel() {
        return new MeasurementPolicy(
                CachePolicy.WARM, Duration.ofMillis(4), 3, Duration.ofMillis(4), 50, Duration.ofMillis(100));
    }

    /** For baselines and finals, which decide. */
    public static MeasurementPolicy deciding() {
        return new MeasurementPolicy(
                CachePolicy.WARM, Duration.ofMillis(30), 12, Duration.ofMillis(40), 200, Duration.ofSeconds(4));
    }
}
