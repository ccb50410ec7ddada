package io.msdatuner.api.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The answer to a lookup, for people. */
final class BestReport {
    private final JsonNode answer;
    private final List<String> lines = new ArrayList<>();

    private BestReport(JsonNode answer) {
        this.answer = answer;
    }

    /** @param lookup the address of the answer, empty if it ends with the command */
    static String of(JsonNode answer, String lookup) {
        return new BestReport(answer).write(lookup);
    }

    private String write(String lookup) {
        lines.add(text("kernel") + "  " + text("shape"));
        lines.add("match %s: %s".formatted(text("match"), text("reason")));
        lines.add("device class %s%s".formatted(text("deviceClass"), provenance()));
        lines.add("");
        if (answer.has("medianNs")) {
            lines.add(ResultTable.of(answer.path("baselines"), answer));
            lines.add("");
        }
        field("configuration", ResultTable.configuration(answer.path("configuration")));
        addPrediction(answer.path("prediction"));
        addEvidence(answer.path("evidence"));
        if (!lookup.isEmpty()) {
            field("look up", "curl -s '" + lookup + "'");
        }
        return String.join("\n", lines);
    }

    /** Without a record nothing was measured. */
    private String provenance() {
        return answer.has("medianNs") ? ", " + ResultTable.provenance(answer.path("measured")) : "";
    }

    private void addPrediction(JsonNode prediction) {
        if (!prediction.isObject()) {
            return;
        }
        field(
                "expected",
                times(prediction, "speedup") + " the default's speed, at least " + times(prediction, "leastSpeedup"));
        field(
                "regret",
                String.format(
                        Locale.ROOT,
                        "at most %.0f %% slower than the fastest",
                        100 * prediction.path("mostRegret").asDouble()));
        field(
                "learnt from",
                "%s trials of %s shapes, the nearest %s, campaign %s, trial %s"
                        .formatted(
                                prediction.path("trials").asString(""),
                                prediction.path("shapes").asString(""),
                                prediction.path("nearestShape").asString(""),
                                prediction.path("campaign").asString(""),
                                prediction.path("trial").asString("")));
    }

    private static String times(JsonNode prediction, String field) {
        return String.format(Locale.ROOT, "%.2f times", prediction.path(field).asDouble());
    }

    private void addEvidence(JsonNode evidence) {
        if (!evidence.isObject()) {
            return;
        }
        field("determinism", evidence.path("determinism").asString("unknown"));
        field("worst error", CampaignReport.worstError(evidence));
        field(
                "evidence",
                "campaign %s, trial %s, promoted at %s"
                        .formatted(
                                evidence.path("campaign").asString(""),
                                evidence.path("trial").asString(""),
                                evidence.path("promotedAt").asString("")));
        field("toolchain", evidence.path("toolchain").asString(""));
        field("sources", evidence.path("sourceDigest").asString(""));
        field("artifact", evidence.path("artifact").asString(""));
    }

    private String text(String field) {
        return answer.path(field).asString("");
    }

    private void field(String name, String text) {
        lines.add("  %-14s %s".formatted(name, text));
    }
}
