package io.msdatuner.variants.worker;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MeasurementPolicy;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/** The samples of one variant, block by block. */
final class VariantTiming {
    /** A variant that takes so many times the incumbent's median cannot win any more. */
    private static final double CLEARLY_SLOWER = 1.5;
    /**
     * What it takes to be stopped: this many launches, the fastest of which is clearly slower. Whatever disturbs a launch makes
     * it longer, so the fastest is the one that says the most of the variant.
     */
    private static final int FEWEST_LAUNCHES = 3;

    private final LoadedVariant variant;
    private final MeasurementPolicy policy;
    private final OptionalDouble incumbentNs;
    private final int launchesPerBlock;
    private final int blocks;
    private long[] samplesNs = new long[0];
    private int blocksTaken;
    private boolean stoppedEarly;
    private double fastestNs = Double.POSITIVE_INFINITY;
    private int launches;

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

    /**
     * Launches for the policy's warm-up time, at least once if it has any, and learns how long a launch takes. Of a variant
     * that is clearly slower already, these launches are all that is taken; one that seems to be is launched some more times.
     */
    static VariantTiming warmedUp(LoadedVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws LaunchRefusedException {
        if (policy.warmUp().isZero()) {
            return new VariantTiming(variant, policy, incumbentNs, Double.MAX_VALUE);
        }
        var launchesNs = LongStream.builder();
        var spentNs = 0L;
        var fastestNs = Long.MAX_VALUE;
        var launches = 0;
        do {
            var launchNs = Math.max(1, variant.time(1, policy.cache())[0]);
            launchesNs.add(launchNs);
            spentNs += launchNs;
            fastestNs = Math.min(fastestNs, launchNs);
            launches++;
        } while (spentNs < policy.warmUp().toNanos()
                || launches < FEWEST_LAUNCHES && isClearlySlower(fastestNs, incumbentNs));
        var timing = new VariantTiming(variant, policy, incumbentNs, fastestNs);
        timing.note(fastestNs, launches);
        if (timing.hasLost()) {
            timing.stopWith(launchesNs.build().toArray());
        }
        return timing;
    }

    private void stopWith(long[] warmUpNs) {
        samplesNs = warmUpNs;
        blocksTaken = 1;
        stoppedEarly = true;
    }

    int blocks() {
        return blocks;
    }

    boolean takesPartIn(int round, int rounds) {
        return !stoppedEarly && (long) (round + 1) * blocks / rounds > (long) round * blocks / rounds;
    }

    /** @param othersBefore whether another variant may have had the caches: after a warm-up, one more launch then comes first */
    void takeBlock(boolean othersBefore) throws LaunchRefusedException {
        if (othersBefore
                && policy.cache() == CachePolicy.WARM
                && !policy.warmUp().isZero()) {
            variant.time(1, policy.cache());
        }
        var block = variant.time(launchesPerBlock, policy.cache());
        var taken = samplesNs.length;
        samplesNs = Arrays.copyOf(samplesNs, taken + block.length);
        System.arraycopy(block, 0, samplesNs, taken, block.length);
        blocksTaken++;
        note(Arrays.stream(block).min().orElseThrow(), block.length);
        stoppedEarly = blocksTaken < blocks && hasLost();
    }

    Measurement measurement() {
        return new Measurement(samplesNs, blocksTaken, stoppedEarly, true, policy, variant.band());
    }

    private void note(double fastestOfThemNs, int count) {
        fastestNs = Math.min(fastestNs, fastestOfThemNs);
        launches += count;
    }

    private boolean hasLost() {
        return launches >= FEWEST_LAUNCHES && isClearlySlower(fastestNs, incumbentNs);
    }

    private static boolean isClearlySlower(double launchNs, OptionalDouble incumbentNs) {
        return incumbentNs.isPresent() && launchNs > CLEARLY_SLOWER * incumbentNs.getAsDouble();
    }
}
