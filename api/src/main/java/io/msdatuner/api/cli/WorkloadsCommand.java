package io.msdatuner.api.cli;

import java.util.ArrayList;
import picocli.CommandLine.Command;

@Command(name = "workloads", description = "List the shapes that real models launch.")
final class WorkloadsCommand extends RequestCommand {

    WorkloadsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        var document = client.get("/workloads");
        var lines = new ArrayList<String>();
        for (var workload : document.path("workloads")) {
            lines.add("%s: %s (%s)"
                    .formatted(
                            workload.path("name").asString(""),
                            workload.path("description").asString(""),
                            workload.path("source").asString("")));
            workload.path("launches")
                    .forEach(launch -> lines.add("  %3d x  %s"
                            .formatted(
                                    launch.path("count").asInt(1),
                                    launch.path("shape").asString(""))));
        }
        return show(document, String.join("\n", lines));
    }
}
