package io.msdatuner.api.store;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The parts of an outcome that are stored as JSON: verification, measurement policy, and evidence of what went wrong. */
final class OutcomeJson {
    private OutcomeJson() {}

    static String write(Verification verification) {
        var node = Json.object();
        node.put("determinism", verification.determinism().id());
        node.put("repeatable", verification.repeatable());
        var errors = node.putArray("errors");
        for (var error : verification.errors()) {
            var entry = errors.addObject();
            Json.put(entry, "tensor", error.tensor());
            Json.put(entry, "maxNorm", error.maxNorm());
            Json.put(entry, "l2", error.l2());
            Json.put(entry, "maxNormLimit", error.maxNormLimit());
            Json.put(entry, "l2Limit", error.l2Limit());
        }
        return node.toString();
    }

    static Verification verification(String json) {
        var node = Json.parse(json);
        var errors = new ArrayList<TensorError>();
        for (var entry : node.required("errors")) {
            errors.add(new TensorError(
                    Json.text(entry.required("tensor")),
                    Json.figure(entry.required("maxNorm")),
                    Json.figure(entry.required("l2")),
                    Json.figure(entry.required("maxNormLimit")),
                    Json.figure(entry.required("l2Limit"))));
        }
        return new Verification(
                errors,
                Determinism.parse(node.required("determinism").stringValue()),
                node.required("repeatable").booleanValue());
    }

    static String write(MeasurementPolicy policy) {
        return Json.object()
                .put("cache", policy.cache().id())
                .put("warmUpNs", policy.warmUp().toNanos())
                .put("blocks", policy.blocks())
                .put("blockTimeNs", policy.blockTime().toNanos())
                .put("maxSamplesPerBlock", policy.maxSamplesPerBlock())
                .put("maxTimeNs", policy.maxTime().toNanos())
                .toString();
    }

    static MeasurementPolicy policy(String json) {
        var node = Json.parse(json);
        return new MeasurementPolicy(
                CachePolicy.valueOf(node.required("cache").stringValue().toUpperCase(Locale.ROOT)),
                duration(node.required("warmUpNs")),
                node.required("blocks").intValue(),
                duration(node.required("blockTimeNs")),
                node.required("maxSamplesPerBlock").intValue(),
                duration(node.required("maxTimeNs")));
    }

    /** The fields of an outcome that has no verification. */
    static String evidence(Outcome outcome) {
        var node = Json.object();
        if (outcome instanceof Outcome.BuildFailed failed) {
            Json.put(node, "command", failed.command());
            Json.put(node, "log", failed.log());
        } else if (outcome instanceof Outcome.LaunchRefused refused) {
            Json.put(node, "reason", refused.reason());
        } else if (outcome instanceof Outcome.TimedOut timedOut) {
            Json.put(node, "stage", timedOut.stage());
            node.put("limitMs", timedOut.limitMs());
        } else if (outcome instanceof Outcome.WorkerDied died) {
            Json.put(node, "stage", died.stage());
            Json.put(node, "how", died.how());
            Json.put(node, "stderrTail", died.stderrTail());
        } else if (outcome instanceof Outcome.Abandoned abandoned) {
            Json.put(node, "reason", abandoned.reason());
        } else {
            throw new IllegalArgumentException(outcome.kind() + " has a verification");
        }
        return node.toString();
    }

    static Outcome outcome(OutcomeKind kind, String evidence) {
        var node = Json.parse(evidence);
        return switch (kind) {
            case BUILD_FAILED -> new Outcome.BuildFailed(text(node, "command"), text(node, "log"));
            case LAUNCH_REFUSED -> new Outcome.LaunchRefused(text(node, "reason"));
            case TIMED_OUT ->
                new Outcome.TimedOut(
                        text(node, "stage"), node.required("limitMs").longValue());
            case WORKER_DIED ->
                new Outcome.WorkerDied(text(node, "stage"), text(node, "how"), text(node, "stderrTail"));
            case ABANDONED -> new Outcome.Abandoned(text(node, "reason"));
            case MEASURED, WRONG_RESULT -> throw new IllegalArgumentException(kind + " has a verification");
        };
    }

    private static String text(JsonNode node, String field) {
        return Json.text(node.required(field));
    }

    private static Duration duration(JsonNode node) {
        return Duration.ofNanos(node.longValue());
    }
}
