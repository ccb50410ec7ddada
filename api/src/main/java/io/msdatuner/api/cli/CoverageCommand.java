package io.msdatuner.api.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows for which shapes there are records. */
@Command(
        name = "coverage",
        description = "Show which shapes of the workloads have a record, and what was looked up in vain.")
final class CoverageCommand extends RequestCommand {

    @Option(names = "--workload", paramLabel = "NAME", description = "only this one; default: all, and what was missed")
    @Nullable
    private String workload;

    @Option(names = "--device-class", paramLabel = "CLASS", description = "default: this host's first")
    @Nullable
    private String deviceClass;

    CoverageCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        var query = new ArrayList<String>();
        addTo(query, "workload", workload);
        addTo(query, "deviceClass", deviceClass);
        var document = client.get("/coverage" + (query.isEmpty() ? "" : "?" + String.join("&", query)));
        return show(document, text(document));
    }

    private static void addTo(ArrayList<String> query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String text(JsonNode document) {
        var table = TextTable.withHeader("MATCH", "FRESHNESS", "MISSES", "KERNEL", "WORKLOADS", "SHAPE");
        document.path("problems")
                .forEach(problem -> table.row(
                        problem.has("refusal")
                                ? "not tunable"
                                : problem.path("match").asString(""),
                        problem.path("freshness").asString("-"),
                        problem.path("misses").asString("0"),
                        problem.path("kernel").asString(""),
                        String.join(
                                ",",
                                problem.path("workloads")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()),
                        problem.path("shape").asString("")));
        return "%s of %s exact on %s%s%n%n%s"
                .formatted(
                        document.path("exact").asString(""),
                        document.path("total").asString(""),
                        document.path("deviceClass").asString(""),
                        document.path("measured").asString("").equals("simulated") ? ", SIMULATED" : "",
                        table.format(""));
    }
}
