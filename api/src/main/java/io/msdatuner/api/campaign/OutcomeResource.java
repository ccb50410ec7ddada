package io.msdatuner.api.campaign;

import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Verification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What each kind of outcome shows: the one place that takes outcomes apart for JSON. */
record OutcomeResource(
        Optional<Measurement> measurement,
        Optional<Verification> verification,
        Optional<Map<String, Object>> evidence) {

    static OutcomeResource of(Outcome outcome) {
        if (outcome instanceof Outcome.Measured measured) {
            return new OutcomeResource(
                    Optional.of(measured.measurement()), Optional.of(measured.verification()), Optional.empty());
        } else if (outcome instanceof Outcome.WrongResult wrong) {
            return new OutcomeResource(Optional.empty(), Optional.of(wrong.verification()), Optional.empty());
        }
        return new OutcomeResource(Optional.empty(), Optional.empty(), Optional.of(evidence(outcome)));
    }

    private static Map<String, Object> evidence(Outcome outcome) {
        var fields = new LinkedHashMap<String, Object>();
        if (outcome instanceof Outcome.BuildFailed failed) {
            fields.put("command", failed.command());
            fields.put("log", failed.log());
        } else if (outcome instanceof Outcome.LaunchRefused refused) {
            fields.put("reason", refused.reason());
        } else if (outcome instanceof Outcome.TimedOut timedOut) {
            fields.put("stage", timedOut.stage());
            fields.put("limitMs", timedOut.limitMs());
        } else if (outcome instanceof Outcome.WorkerDied died) {
            fields.put("stage", died.stage());
            fields.put("how", died.how());
            fields.put("stderrTail", died.stderrTail());
        } else if (outcome instanceof Outcome.Abandoned abandoned) {
            fields.put("reason", abandoned.reason());
        }
        return fields;
    }
}
