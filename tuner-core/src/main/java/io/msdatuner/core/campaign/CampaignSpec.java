package io.msdatuner.core.campaign;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.Trial;

/** All that decides what a campaign does. It never changes once the campaign exists. */
public record CampaignSpec(
        Kernel kernel,
        Shape shape,
        DeviceClass deviceClass,
        Provenance provenance,
        String toolchain,
        String sourceDigest,
        String strategy,
        long seed,
        Budget budget) {

    /** The key of the record that the campaign can promote. */
    public RecordKey recordKey(DeterminismWish wish) {
        return new RecordKey(kernel, shape, deviceClass, toolchain, sourceDigest, wish);
    }

    /** True if such a campaign's trials are no evidence for the other's records, but a hint where to search. */
    public boolean isNeighbourOf(CampaignSpec other) {
        return kernel == other.kernel
                && provenance == other.provenance
                && !recordKey(DeterminismWish.ANY).equals(other.recordKey(DeterminismWish.ANY));
    }

    /** True if this trial of such a campaign measured what the record serves, with the median that it claims. */
    public boolean proves(TuningRecord record, Trial trial) {
        var wish = record.key().determinism();
        return recordKey(wish).equals(record.key())
                && provenance == record.evidence().provenance()
                && trial.candidate().equals(Candidate.tuned(record.configuration()))
                && trial.measured()
                        .filter(measured -> wish.accepts(record.evidence().determinism())
                                && measured.verification().determinism()
                                        == record.evidence().determinism()
                                && claims(record.evidence().median(), measured.median()))
                        .isPresent();
    }

    /** How intervals are estimated has changed over time, but no median with it. */
    private static boolean claims(MedianEstimate claimed, MedianEstimate measured) {
        return claimed.medianNs() == measured.medianNs()
                && claimed.samples() == measured.samples()
                && claimed.band().equals(measured.band());
    }
}
