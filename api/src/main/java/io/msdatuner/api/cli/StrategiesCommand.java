package io.msdatuner.api.cli;

import picocli.CommandLine.Command;

@Command(name = "strategies", description = "List the search strategies.")
final class StrategiesCommand extends RequestCommand {

    StrategiesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        var document = client.get("/strategies");
        var table = TextTable.withHeader("STRATEGY", "DESCRIPTION");
        document.path("strategies")
                .forEach(strategy -> table.row(
                        strategy.path("name").asString(""),
                        strategy.path("description").asString("")));
        return show(document, table.format(""));
    }
}
