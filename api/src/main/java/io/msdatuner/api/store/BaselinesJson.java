package io.msdatuner.api.store;

import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.ModelBand;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The baselines' medians in JSON, by name. */
final class BaselinesJson {

    private BaselinesJson() {}

    static String write(Map<String, MedianEstimate> medians) {
        var node = Json.object();
        medians.forEach((name, median) -> {
            var times = node.putObject(name)
                    .put("medianNs", median.medianNs())
                    .put("ciLowNs", median.ciLowNs())
                    .put("ciHighNs", median.ciHighNs())
                    .put("samples", median.samples());
            median.band().ifPresent(band -> times.put("bandLowNs", band.lowNs()).put("bandHighNs", band.highNs()));
        });
        return node.toString();
    }

    static Map<String, MedianEstimate> read(String json) {
        var medians = new TreeMap<String, MedianEstimate>();
        Json.parse(json)
                .forEachEntry((name, node) -> medians.put(
                        name,
                        new MedianEstimate(
                                Json.figure(node.required("medianNs")),
                                Json.figure(node.required("ciLowNs")),
                                Json.figure(node.required("ciHighNs")),
                                node.required("samples").intValue(),
                                band(node))));
        return medians;
    }

    private static Optional<ModelBand> band(JsonNode times) {
        return times.has("bandLowNs")
                ? Optional.of(new ModelBand(
                        Json.figure(times.required("bandLowNs")), Json.figure(times.required("bandHighNs"))))
                : Optional.empty();
    }
}
