package io.msdatuner.api.best;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.api.artifact.ArtifactLink;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.transfer.Forecast;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a lookup.
 *
 * @param match {@code exact}, {@code nearest} with a prediction, or {@code default}; both without times and evidence
 * @param freshness of the record that is served
 * @param prediction what other shapes let expect, if they answer
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
        @Nullable PredictionResource prediction,
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
                null,
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

    /** @param nearest the record of the nearest shape */
    static BestResource nearest(
            Lookup.Problem problem,
            Optional<Freshness> notFreshEnough,
            Provenance provenance,
            Forecast forecast,
            TuningRecord nearest) {
        var reason = String.format(
                Locale.ROOT,
                "%s; %d trials of %d other shapes, the nearest %s at distance %.2f, let expect %.2f times the default's"
                        + " speed, at least %.2f times in 19 of 20 cases",
                missing(notFreshEnough),
                forecast.trials(),
                forecast.shapes(),
                forecast.nearest(),
                forecast.distance(),
                forecast.speedup(),
                forecast.leastSpeedup());
        return withoutTimes(
                problem,
                "nearest",
                reason,
                Optional.of(provenance),
                Optional.of(forecast.configuration()),
                Optional.of(PredictionResource.of(forecast, nearest)));
    }

    /**
     * @param notFreshEnough of the record that there is, if there is one
     * @param tooRisky what other shapes let expect, if it is not safe to serve
     */
    static BestResource untuned(
            Lookup.Problem problem,
            Optional<Freshness> notFreshEnough,
            Optional<Forecast> tooRisky,
            Provenance provenance,
            Configuration configuration) {
        var others = tooRisky.map(forecast -> String.format(
                        Locale.ROOT,
                        "; the best guess from %d other shapes, the nearest %s at distance %.2f, could be as slow as"
                                + " %.2f times the default's speed",
                        forecast.shapes(),
                        forecast.nearest(),
                        forecast.distance(),
                        forecast.leastSpeedup()))
                .orElse("");
        return withoutTimes(
                problem,
                "default",
                missing(notFreshEnough) + others + ", so this is what an untuned user gets",
                Optional.of(provenance),
                Optional.of(configuration),
                Optional.empty());
    }

    /** For a class of devices that only other hosts have. */
    static BestResource unknown(Lookup.Problem problem, Optional<Freshness> notFreshEnough) {
        return withoutTimes(
                problem,
                "default",
                missing(notFreshEnough)
                        + ", and no device of the class is attached to this service: use your own default",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String missing(Optional<Freshness> notFreshEnough) {
        return notFreshEnough
                .map(freshness -> "the record of this shape on this device class is " + freshness.id())
                .orElse("no campaign has tuned this shape on this device class");
    }

    private static BestResource withoutTimes(
            Lookup.Problem problem,
            String match,
            String reason,
            Optional<Provenance> measured,
            Optional<Configuration> configuration,
            Optional<PredictionResource> prediction) {
        return new BestResource(
                problem.kernel().id(),
                problem.shape().toString(),
                problem.deviceClass().name(),
                problem.determinism().id(),
                match,
                null,
                reason,
                measured.map(Provenance::id).orElse(null),
                configuration.map(ConfigurationResource::of).orElse(null),
                configuration.map(Configuration::id).orElse(null),
                null,
                null,
                null,
                null,
                null,
                null,
                prediction.orElse(null),
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
