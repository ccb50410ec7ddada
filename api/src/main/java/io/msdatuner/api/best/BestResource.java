package io.msdatuner.api.best;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.api.artifact.ArtifactLink;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.space.Configuration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a lookup.
 *
 * @param match {@code exact}, or {@code default} without times and evidence
 * @param freshness of the record that is served
 * @param modelBand how far a simulated time may be off
 * @param measured left out, as the configuration is, if nothing is known of the device class here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BestResource(
        String kernel,
        String shape,
        String deviceClass,
        String determinism,
        String match,
        @Nullable String freshness,
        String reason,
        @Nullable String measured,
        @Nullable Map<String, Object> configuration,
        @Nullable String configurationId,
        @Nullable Double medianNs,
        @Nullable Double ciLowNs,
        @Nullable Double ciHighNs,
        @Nullable BandResource modelBand,
        @Nullable Map<String, MedianResource> baselines,
        @Nullable Map<String, Double> speedup,
        @Nullable ArtifactReference artifact,
        @Nullable EvidenceResource evidence) {

    /**
     * Where the compiled kernel is.
     *
     * @param launch values of the launch-time parameters as the kernel takes them; left out for classes of other hosts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ArtifactReference(
            String digest, String location, @Nullable Map<String, Long> launch) {}

    record EvidenceResource(
            long campaign,
            int trial,
            String determinism,
            double worstError,
            String artifact,
            Instant promotedAt,
            String toolchain,
            String sourceDigest) {}

    /** @param launch values of the launch-time parameters, if they are known here */
    static BestResource exact(TuningRecord record, Freshness freshness, Optional<Map<String, Long>> launch) {
        var evidence = record.evidence();
        var median = evidence.median();
        return new BestResource(
                record.key().kernel().id(),
                record.key().shape().toString(),
                record.key().deviceClass().name(),
                record.key().determinism().id(),
                "exact",
                freshness.id(),
                "a record of this shape on this device class" + doubt(freshness),
                evidence.provenance().id(),
                ConfigurationResource.of(record.configuration()),
                record.configuration().id(),
                median.medianNs(),
                median.ciLowNs(),
                median.ciHighNs(),
                BandResource.of(median.band()),
                MedianResource.of(evidence.baselines()),
                speedup(evidence),
                new ArtifactReference(evidence.artifact(), ArtifactLink.of(evidence.artifact()), launch.orElse(null)),
                evidence(record));
    }

    private static String doubt(Freshness freshness) {
        return switch (freshness) {
            case FRESH -> "";
            case SUSPECT ->
                ", measured with another toolchain or on another platform than the installed ones, or than are known here";
            case STALE, INCOMPATIBLE -> ", measured with other kernel sources than the installed ones";
        };
    }

    /** @param notFreshEnough of the record that there is, if there is one */
    static BestResource untuned(
            Lookup.Problem problem,
            Optional<Freshness> notFreshEnough,
            Provenance provenance,
            Configuration configuration) {
        return withoutTimes(
                problem,
                missing(notFreshEnough) + ", so this is what an untuned user gets",
                provenance.id(),
                ConfigurationResource.of(configuration),
                configuration.id());
    }

    /** For a class of devices that only other hosts have. */
    static BestResource unknown(Lookup.Problem problem, Optional<Freshness> notFreshEnough) {
        return withoutTimes(
                problem,
                missing(notFreshEnough)
                        + ", and no device of the class is attached to this service: use your own default",
                null,
                null,
                null);
    }

    private static String missing(Optional<Freshness> notFreshEnough) {
        return notFreshEnough
                .map(freshness -> "the record of this shape on this device class is " + freshness.id())
                .orElse("no campaign has tuned this shape on this device class");
    }

    private static BestResource withoutTimes(
            Lookup.Problem problem,
            String reason,
            @Nullable String measured,
            @Nullable Map<String, Object> configuration,
            @Nullable String configurationId) {
        return new BestResource(
                problem.kernel().id(),
                problem.shape().toString(),
                problem.deviceClass().name(),
                problem.determinism().id(),
                "default",
                null,
                reason,
                measured,
                configuration,
                configurationId,
                null,
                null,
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
