package io.msdatuner.core.trial;

import io.msdatuner.core.device.Provenance;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The samples of one verified run: device time per launch in ns, in the order in which they were taken.
 *
 * @param blocks how many blocks they were taken in
 * @param stoppedEarly true if the rest was not taken because the variant was clearly slower than the best so far
 * @param pinned true if the threads were pinned; a device without threads says true
 * @param band of simulated times: how far the model may be off
 * @param pruned what was estimated from samples that are not kept any more; then there are none
 */
public record Measurement(
        long[] samplesNs,
        int blocks,
        boolean stoppedEarly,
        boolean pinned,
        MeasurementPolicy policy,
        Optional<ModelBand> band,
        Optional<MedianEstimate> pruned) {

    public Measurement {
        samplesNs = samplesNs.clone();
        if ((samplesNs.length == 0) != pruned.isPresent()) {
            throw new IllegalArgumentException(
                    "a measurement needs at least one sample, or what was estimated from those it had");
        }
        var least = Arrays.stream(samplesNs).min().orElse(0);
        if (least < 0) {
            throw new IllegalArgumentException("a sample of %d ns is no time".formatted(least));
        }
    }

    public Measurement(
            long[] samplesNs,
            int blocks,
            boolean stoppedEarly,
            boolean pinned,
            MeasurementPolicy policy,
            Optional<ModelBand> band) {
        this(samplesNs, blocks, stoppedEarly, pinned, policy, band, Optional.empty());
    }

    /** Of measured times. */
    public Measurement(long[] samplesNs, int blocks, boolean stoppedEarly, boolean pinned, MeasurementPolicy policy) {
        this(samplesNs, blocks, stoppedEarly, pinned, policy, Optional.empty());
    }

    @Override
    public long[] samplesNs() {
        return samplesNs.clone();
    }

    public MedianEstimate median() {
        return pruned.orElseGet(() -> MedianEstimate.ofBlocks(samplesNs, blocks))
                .within(band);
    }

    /** For how long it was timed in ns; about so long if the samples are not kept any more. */
    public long timedNs() {
        return pruned.map(estimate -> Math.round(estimate.medianNs() * estimate.samples()))
                .orElseGet(() -> Arrays.stream(samplesNs).sum());
    }

    /** The same without its samples, which take most of the space. */
    public Measurement withoutSamples() {
        return new Measurement(new long[0], blocks, stoppedEarly, pinned, policy, band, Optional.of(median()));
    }

    /** Whether a model gave the times. Those that were stored before there were bands are told by their policy. */
    public Provenance provenance() {
        var untimed = policy.with(CachePolicy.WARM).equals(MeasurementPolicy.simulated());
        return band.isPresent() || untimed ? Provenance.SIMULATED : Provenance.HARDWARE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Measurement that
                && Arrays.equals(samplesNs, that.samplesNs)
                && blocks == that.blocks
                && stoppedEarly == that.stoppedEarly
                && pinned == that.pinned
                && policy.equals(that.policy)
                && band.equals(that.band)
                && pruned.equals(that.pruned);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(samplesNs), blocks, stoppedEarly, pinned, policy, band, pruned);
    }

    @Override
    public String toString() {
        return "Measurement[%s, %d samples in %d blocks]".formatted(median(), median().samples(), blocks);
    }
}
