package io.msdatuner.api.best;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.space.Configuration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a lookup.
 *
 * @param match {@code exact}, or {@code default} without times and evidence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BestResource(
        String kernel,
        String shape,
        String deviceClass,
        String determinism,
        String match,
        String reason,
        String measured,
        Map<String, Object> configuration,
        String configurationId,
        @Nullable Double medianNs,
        @Nullable Double ciLowNs,
        @Nullable Double ciHighNs,
        @Nullable Map<String, MedianResource> baselines,
        @Nullable Map<String, Double> speedup,
        @Nullable EvidenceResource evidence) {

    record EvidenceResource(
            long campaign,
            int trial,
            String determinism,
            double worstError,
            String artifact,
            Instant promotedAt,
            String toolchain,
            String sourceDigest) {}

    static BestResource exact(TuningRecord record) {
        var evidence = record.evidence();
        var median = evidence.median();
        return new BestResource(
                record.key().kernel().id(),
                record.key().shape().toString(),
                record.key().deviceClass().name(),
                record.key().determinism().id(),
                "exact",
                "a record of this shape on this device class",
                evidence.provenance().id(),
                ConfigurationResource.of(record.configuration()),
                record.configuration().id(),
                median.medianNs(),
                median.ciLowNs(),
                median.ciHighNs(),
                MedianResource.of(evidence.baselines()),
                speedup(evidence),
                evidence(record));
    }

    static BestResource untuned(RecordKey key, Provenance provenance, Configuration configuration) {
        return new BestResource(
                key.kernel().id(),
                key.shape().toString(),
                key.deviceClass().name(),
                key.determinism().id(),
                "default",
                "no campaign has tuned this shape on this device class with the installed kernels and compiler, "
                        + "so this is what an untuned user gets",
                provenance.id(),
                ConfigurationResource.of(configuration),
                configuration.id(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Map<String, Double> speedup(Evidence evidence) {
        var factors = new TreeMap<String, Double>();
        evidence.baselines()
                .forEach((name, baseline) -> factors.put(
                        name, baseline.medianNs() / evidence.median().medianNs()));
        return factors;
    }

    private static EvidenceResource evidence(TuningRecord record) {
        var evidence = record.evidence();
        return new EvidenceResource(
                evidence.campaign(),
                evidence.trial(),
                evidence.determinism().id(),
                evidence.worstError(),
                evidence.artifact(),
                evidence.promotedAt(),
                record.key().toolchain(),
                record.key().sourceDigest());
    }
}
