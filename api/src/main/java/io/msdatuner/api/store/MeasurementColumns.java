package io.msdatuner.api.store;

import io.msdatuner.core.trial.Measurement;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

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
        @Column Double ciHighNs) {

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
                median.ciHighNs());
    }

    Measurement toMeasurement() {
        return new Measurement(samplesNs, blocks, stoppedEarly, pinned, OutcomeJson.policy(policy));
    }
}
