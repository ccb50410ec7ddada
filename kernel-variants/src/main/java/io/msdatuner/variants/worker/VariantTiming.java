package io.msdatuner.variants.worker;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.MedianEstimate;
import java.util.Arrays;
import java.util.OptionalDouble;

/** The samples of one variant, block by block. */
final class VariantTiming {
    /** A variant whose median so far is this many times the incumbent's cannot win any more. */
    private static final double CLEARLY_SLOWER = 1.5;

    private final LoadedVariant variant;
    private final MeasurementPolicy policy;
    private final OptionalDouble incumbentNs;
    private final int launchesPerBlock;
    private final int blocks;
    private long[] samplesNs = new long[0];
    private int blocksTaken;
    private boolean stoppedEarly;

    private VariantTiming(
            LoadedVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs, double launchNs) {
        this.variant = variant;
        this.policy = policy;
        this.incumbentNs = incumbentNs;
        var fit = policy.blockTime().toNanos() / launchNs;
        this.launchesPerBlock = (int) Math.max(1, Math.min(policy.maxSamplesPerBlock(), fit));
        var affordable = policy.maxTime().toNanos() / (launchesPerBlock * launchNs);
        var fewest = Math.min(policy.blocks(), MeasurementPolicy.FEWEST_BLOCKS);
        this.blocks = (int) Math.max(fewest, Math.min(policy.blocks(), affordable));
    }

    /** Launches for the policy's warm-up time, at least once if it has any, and learns how long a launch takes. */
    static VariantTiming warmedUp(LoadedVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws LaunchRefusedException {
        if (policy.warmUp().isZero()) {
            return new VariantTiming(variant, policy, incumbentNs, Double.MAX_VALUE);
        }
        var spentNs = 0L;
        var fastestNs = Long.MAX_VALUE;
        do {
            var launchNs = Math.max(1, variant.time(1, policy.cache())[0]);
            spentNs += launchNs;
            fastestNs = Math.min(fastestNs, launchNs);
        } while (spentNs < policy.warmUp().toNanos());
        return new VariantTiming(variant, policy, incumbentNs, fastestNs);
    }

    int blocks() {
        return blocks;
    }

    boolean takesPartIn(int round, int rounds) {
        return !stoppedEarly && (long) (round + 1) * blocks / rounds > (long) round * blocks / rounds;
    }

    /** After a warm-up also one launch that is not counted, because another variant may have had the caches, then the block's samples. */
    void takeBlock() throws LaunchRefusedException {
        if (policy.cache() == CachePolicy.WARM && !policy.warmUp().isZero()) {
            variant.time(1, policy.cache());
        }
        var block = variant.time(launchesPerBlock, policy.cache());
        var taken = samplesNs.length;
        samplesNs = Arrays.copyOf(samplesNs, taken + block.length);
        System.arraycopy(block, 0, samplesNs, taken, block.length);
        blocksTaken++;
        stoppedEarly = blocksTaken < blocks && isClearlySlower();
    }

    Measurement measurement() {
        return new Measurement(samplesNs, blocksTaken, stoppedEarly, true, policy, variant.band());
    }

    private boolean isClearlySlower() {
        return incumbentNs.isPresent()
                && MedianEstimate.of(samplesNs).medianNs() > CLEARLY_SLOWER * incumbentNs.getAsDouble();
    }
}
