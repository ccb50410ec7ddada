package io.msdatuner.api.cli;

import io.msdatuner.api.text.TimeText;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Baselines and best as text. Reads campaigns and lookup answers, which name these fields alike. */
final class ResultTable {
    static final List<String> BASELINES = List.of("grid-sample", "default");

    private static final String BAND = "modelBand";

    private ResultTable() {}

    /** One row each with median, 95 % interval or the model's band, and how many times faster than each baseline it is. */
    static String of(JsonNode baselines, JsonNode best) {
        var range = best.has(BAND) ? "model's band" : "95 % interval";
        var table = TextTable.withHeader("", "median", range, "over grid-sample", "over default");
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
                range(times),
                speedup(baselines.path(BASELINES.get(0)), median),
                speedup(baselines.path(BASELINES.get(1)), median));
    }

    /** The interval of a simulated time would be of no width: what it is worth is the band. */
    static String range(JsonNode times) {
        return times.has(BAND)
                ? ns(times.path(BAND), "lowNs") + " .. " + ns(times.path(BAND), "highNs")
                : ns(times, "ciLowNs") + " .. " + ns(times, "ciHighNs");
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
