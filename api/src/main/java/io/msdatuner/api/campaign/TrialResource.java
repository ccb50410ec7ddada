package io.msdatuner.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.msdatuner.api.best.ConfigurationResource;
import io.msdatuner.core.trial.Trial;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trial in JSON.
 *
 * @param outcome null while the trial is open
 * @param evidence the fields of an outcome that is neither measured nor wrong
 */
record TrialResource(
        int number,
        String purpose,
        String implementation,
        @Nullable String baseline,
        Map<String, Object> configuration,
        String configurationId,
        Instant openedAt,
        @Nullable Instant finishedAt,
        @Nullable String artifact,
        @Nullable String outcome,
        @JsonInclude(Include.NON_NULL) @Nullable MeasurementResource measurement,
        @JsonInclude(Include.NON_NULL) @Nullable VerificationResource verification,
        @JsonInclude(Include.NON_NULL) @Nullable Map<String, Object> evidence) {

    static TrialResource withSamples(Trial trial) {
        return of(trial, true);
    }

    static TrialResource withoutSamples(Trial trial) {
        return of(trial, false);
    }

    private static TrialResource of(Trial trial, boolean withSamples) {
        var candidate = trial.candidate();
        var end = trial.outcome()
                .map(OutcomeResource::of)
                .orElseGet(() -> new OutcomeResource(Optional.empty(), Optional.empty(), Optional.empty()));
        return new TrialResource(
                trial.number(),
                trial.purpose().id(),
                candidate.implementation(),
                trial.baseline().orElse(null),
                ConfigurationResource.of(candidate.configuration()),
                candidate.configuration().id(),
                trial.openedAt(),
                trial.finishedAt().orElse(null),
                trial.artifact().orElse(null),
                trial.outcome().map(outcome -> outcome.kind().id()).orElse(null),
                end.measurement()
                        .map(measurement -> MeasurementResource.of(measurement, withSamples))
                        .orElse(null),
                end.verification().map(VerificationResource::of).orElse(null),
                end.evidence().orElse(null));
    }
}
