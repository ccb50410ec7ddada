package io.msdatuner.api.cli;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Baselines and best as text. Reads campaigns and lookup answers, which name these fields alike. */
final class ResultTable {
    static final List<String> BASELINES = List.of("grid-sample", "default");

    private ResultTable() {}

    /** One row each with median, 95 % interval and how many times faster than each baseline it is. */
    static String of(JsonNode baselines, JsonNode best) {
        var table = TextTable.withHeader("", "median", "95 % interval", "over grid-sample", "over default");
        BASELINES.forEach(name -> addRow(table, name, baselines.path(name), baselines));
        addRow(table, "best", best, baselines);
        return table.format("  ");
    }

    private static void addRow(TextTable table, String name, JsonNode times, JsonNode baselines) {
        if (!times.has("medianNs")) {
            table.row(name, "not measured", "", "", "");
            return;
        }
        var median = times.path("medianNs").asDouble();
        table.row(
                name,
                TimeText.ofNs(median),
                ns(times, "ciLowNs") + " .. " + ns(times, "ciHighNs"),
                speedup(baselines.path(BASELINES.get(0)), median),
                speedup(baselines.path(BASELINES.get(1)), median));
    }

    private static String ns(JsonNode times, String field) {
        return TimeText.ofNs(times.path(field).asDouble(0));
    }

    private static String speedup(JsonNode baseline, double medianNs) {
        return baseline.has("medianNs")
                ? TimeText.factor(baseline.path("medianNs").asDouble() / medianNs)
                : "-";
    }

    /** For example {@code layout=bnhc queryTile=64}. */
    static String configuration(JsonNode configuration) {
        return fields(configuration, " ");
    }

    static String fields(JsonNode object, String separator) {
        return object.properties().stream()
                .map(field -> field.getKey() + "=" + field.getValue().asString(""))
                .collect(Collectors.joining(separator));
    }

    static String provenance(JsonNode measured) {
        return measured.asString("").equals("simulated")
                ? "measured: SIMULATED - these times come from a simulated device and say nothing about hardware"
                : "measured: hardware";
    }
}
