package io.msdatuner.api.store;

import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.ModelBand;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The columns of a trial that only a measured one has. Those who read SQL find the median and its interval beside them. */
@Embeddable
record MeasurementColumns(
        @Column long[] samplesNs,
        @Column Integer blocks,
        @Column Boolean stoppedEarly,
        @Column Boolean pinned,
        @Column @JdbcTypeCode(SqlTypes.JSON) String policy,
        @Column Double medianNs,
        @Column Double ciLowNs,
        @Column Double ciHighNs,
        @Column @Nullable Double bandLowNs,
        @Column @Nullable Double bandHighNs,
        @Column @Nullable Integer prunedSamples) {

    static MeasurementColumns of(Measurement measurement) {
        var median = measurement.median();
        return new MeasurementColumns(
                measurement.samplesNs(),
                measurement.blocks(),
                measurement.stoppedEarly(),
                measurement.pinned(),
                OutcomeJson.write(measurement.policy()),
                median.medianNs(),
                median.ciLowNs(),
                median.ciHighNs(),
                measurement.band().map(ModelBand::lowNs).orElse(null),
                measurement.band().map(ModelBand::highNs).orElse(null),
                measurement.pruned().map(MedianEstimate::samples).orElse(null));
    }

    Measurement toMeasurement() {
        return new Measurement(samplesNs, blocks, stoppedEarly, pinned, OutcomeJson.policy(policy), band(), pruned());
    }

    private Optional<MedianEstimate> pruned() {
        return Optional.ofNullable(prunedSamples)
                .map(samples -> new MedianEstimate(medianNs, ciLowNs, ciHighNs, samples, band()));
    }

    private Optional<ModelBand> band() {
        return bandLowNs == null || bandHighNs == null
                ? Optional.empty()
                : Optional.of(new ModelBand(bandLowNs, bandHighNs));
    }
}
