package io.msdatuner.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.core.trial.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * How a trial was timed and what came out.
 *
 * @param samplesNs every sample in the order in which they were taken; only in the answer for one trial
 */
record MeasurementResource(
        double medianNs,
        double ciLowNs,
        double ciHighNs,
        int samples,
        int blocks,
        boolean stoppedEarly,
        boolean pinned,
        String cache,
        @JsonInclude(JsonInclude.Include.NON_NULL) long @Nullable [] samplesNs) {

    static MeasurementResource of(Measurement measurement, boolean withSamples) {
        var median = measurement.median();
        return new MeasurementResource(
                median.medianNs(),
                median.ciLowNs(),
                median.ciHighNs(),
                median.samples(),
                measurement.blocks(),
                measurement.stoppedEarly(),
                measurement.pinned(),
                measurement.policy().cache().id(),
                withSamples ? measurement.samplesNs() : null);
    }
}
