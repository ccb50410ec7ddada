package io.msdatuner.api.cli;

import io.msdatuner.api.text.TimeText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a campaign set found, for people. */
final class SetReport {
    private static final String BEST = "best";

    private SetReport() {}

    static String of(SetView set) {
        var lines = new ArrayList<String>();
        lines.add(headline(set));
        lines.add(ResultTable.provenance(set.json().path("measured")));
        lines.add("");
        lines.add(members(set));
        lines.add("");
        lines.add("  one training step: launches x time, summed over all of these");
        lines.addAll(step(set));
        lines.add("");
        lines.add("  report         ./tuner report %s --out report.html".formatted(set.subject()));
        return String.join("\n", lines);
    }

    private static String headline(SetView set) {
        var campaigns = set.members()
                .mapToInt(member -> member.path("campaigns").size())
                .sum();
        return "campaign set %s is %s: %d campaigns, %.0f s of device time of a budget of %s%s, strategy %s, seed %s"
                .formatted(
                        set.subject(),
                        set.text("state"),
                        campaigns,
                        set.json().path("spentSeconds").asDouble(0),
                        set.json().path("budget").path("text").asString(""),
                        set.text("deadline").isEmpty() ? "" : ", deadline " + set.text("deadline"),
                        set.text("strategy"),
                        set.text("seed"));
    }

    private static String members(SetView set) {
        var table = TextTable.withHeader(
                "kernel", "launches", "best", "over grid-sample", "over default", "trials", "device time", "shape");
        set.members()
                .forEach(member -> table.row(
                        member.path("kernel").asString(""),
                        member.path("launches").asString(""),
                        member.has(BEST)
                                ? TimeText.ofNs(
                                        member.path(BEST).path("medianNs").asDouble())
                                : "not measured",
                        factor(member.path("speedup").path("grid-sample")),
                        factor(member.path("speedup").path("default")),
                        member.path("trials").asString(""),
                        "%.0f s".formatted(member.path("busySeconds").asDouble(0)),
                        member.path("shape").asString("")));
        return table.format("  ");
    }

    private static List<String> step(SetView set) {
        var times = set.json().path("step").path("times");
        if (!times.has(BEST)) {
            return List.of("  not known: not every kernel and shape has a result");
        }
        var simulated = set.text("measured").equals("simulated");
        var baselines = Json.object();
        ResultTable.BASELINES.forEach(name -> {
            if (times.has(name)) {
                baselines.set(name, row(times.path(name), simulated));
            }
        });
        return List.of(ResultTable.of(baselines, row(times.path(BEST), simulated)));
    }

    /** As tables of results have it. */
    private static ObjectNode row(JsonNode step, boolean simulated) {
        var row = Json.object().put("medianNs", step.path("medianNs").asDouble());
        if (simulated) {
            row.putObject("modelBand").setAll((ObjectNode) step);
        } else {
            row.put("ciLowNs", step.path("lowNs").asDouble())
                    .put("ciHighNs", step.path("highNs").asDouble());
        }
        return row;
    }

    private static String factor(JsonNode factor) {
        return factor.isNumber() ? TimeText.factor(factor.asDouble()) : "-";
    }
}
