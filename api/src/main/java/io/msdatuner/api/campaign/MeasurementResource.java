package io.msdatuner.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.api.best.BandResource;
import io.msdatuner.core.trial.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * How a trial was timed and what came out.
 *
 * @param measured by {@code hardware} or {@code simulated}
 * @param modelBand how far a simulated time may be off
 * @param samplesNs every sample in the order in which they were taken; only in the answer for one trial, and left out once they
 *     were pruned
 */
record MeasurementResource(
        String measured,
        double medianNs,
        double ciLowNs,
        double ciHighNs,
        int samples,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BandResource modelBand,
        int blocks,
        boolean stoppedEarly,
        boolean pinned,
        String cache,
        @JsonInclude(JsonInclude.Include.NON_NULL) long @Nullable [] samplesNs) {

    static MeasurementResource of(Measurement measurement, boolean withSamples) {
        var median = measurement.median();
        return new MeasurementResource(
                measurement.provenance().id(),
                median.medianNs(),
                median.ciLowNs(),
                median.ciHighNs(),
                median.samples(),
                BandResource.of(median.band()),
                measurement.blocks(),
                measurement.stoppedEarly(),
                measurement.pinned(),
                measurement.policy().cache().id(),
                withSamples && measurement.pruned().isEmpty() ? measurement.samplesNs() : null);
    }
}
