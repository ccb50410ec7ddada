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
 */
public record Measurement(
        long[] samplesNs,
        int blocks,
        boolean stoppedEarly,
        boolean pinned,
        MeasurementPolicy policy,
        Optional<ModelBand> band) {

    public Measurement {
        samplesNs = samplesNs.clone();
        if (samplesNs.length == 0) {
            throw new IllegalArgumentException("a measurement needs at least one sample");
        }
        var least = Arrays.stream(samplesNs).min().getAsLong();
        if (least < 0) {
            throw new IllegalArgumentException("a sample of %d ns is no time".formatted(least));
        }
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
        return MedianEstimate.ofBlocks(samplesNs, blocks).within(band);
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
                && band.equals(that.band);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(samplesNs), blocks, stoppedEarly, pinned, policy, band);
    }

    @Override
    public String toString() {
        return "Measurement[%s, %d samples in %d blocks]".formatted(median(), samplesNs.length, blocks);
    }
}
