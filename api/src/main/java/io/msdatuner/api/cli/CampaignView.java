package io.msdatuner.api.cli;

import io.msdatuner.api.text.TimeText;
import io.msdatuner.core.campaign.CampaignState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads what a command needs out of a campaign resource. */
record CampaignView(JsonNode json) {
    long id() {
        return json.path("id").asLong(0);
    }

    String text(String field) {
        return json.path(field).asString("");
    }

    /** For example {@code campaign 3 (msda-forward)}. */
    String title() {
        return "campaign " + id() + " (" + text("kernel") + ")";
    }

    CampaignState state() {
        return CampaignState.valueOf(text("state").toUpperCase(Locale.ROOT));
    }

    boolean isSimulated() {
        return text("measured").equals("simulated");
    }

    int trials(String kind) {
        return json.path("trials").path(kind).asInt(0);
    }

    boolean hasBest() {
        return best().has("medianNs");
    }

    JsonNode best() {
        return json.path("best");
    }

    /** For example {@code 1.234 ms}, or {@code 31.8 us (20.1 us .. 55.0 us) SIMULATED}. */
    String bestTime() {
        var time = TimeText.ofNs(best().path("medianNs").asDouble());
        return isSimulated() ? "%s (%s) SIMULATED".formatted(time, ResultTable.range(best())) : time;
    }

    JsonNode baseline(String name) {
        return json.path("baselines").path(name);
    }

    OptionalDouble speedup(String baseline) {
        var factor = json.path("speedup").path(baseline);
        return factor.isNumber() ? OptionalDouble.of(factor.asDouble()) : OptionalDouble.empty();
    }

    /** For example {@code wrongResult 2, buildFailed 1}, or an empty text. */
    String failures() {
        return json.path("trials").properties().stream()
                .filter(count ->
                        !count.getKey().equals("total") && !count.getKey().equals("measured"))
                .filter(count -> count.getValue().asInt(0) > 0)
                .map(count -> count.getKey() + " " + count.getValue().asInt())
                .collect(Collectors.joining(", "));
    }

    /** How much of the budget is used up, 0 to 1. */
    double spent() {
        var budget = json.path("budget");
        var inTrials = budget.path("trials").asInt(0) == 0
                ? 0
                : (double) trials("total") / budget.path("trials").asInt();
        var inTime = budget.path("seconds").asDouble(0) == 0
                ? 0
                : busySeconds() / budget.path("seconds").asDouble();
        return Math.max(0, Math.min(1, Math.max(inTrials, inTime)));
    }

    /** What is left of the budget, or what happens after it. */
    String left() {
        if (state() == CampaignState.PENDING) {
            return "waiting for the device";
        } else if (!state().isActive()) {
            return text("state");
        } else if (spent() >= 1) {
            return "measuring the finals";
        }
        return String.join(", ", leftParts()) + " left";
    }

    private List<String> leftParts() {
        var parts = new ArrayList<String>();
        var budget = json.path("budget");
        if (budget.path("seconds").isNumber()) {
            var seconds = Math.max(0, Math.ceil(budget.path("seconds").asDouble() - busySeconds()));
            parts.add(TimeText.left(Duration.ofSeconds((long) seconds)));
        }
        if (budget.path("trials").isNumber()) {
            parts.add(Math.max(0, budget.path("trials").asInt() - trials("total")) + " trials");
        }
        return parts;
    }

    private double busySeconds() {
        return json.path("busySeconds").asDouble(0);
    }
}
