package io.msdatuner.api.cli;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(name = "devices", description = "List the devices of the service's host.")
final class DevicesCommand extends RequestCommand {

    DevicesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        var document = client.get("/devices");
        var table = TextTable.withHeader("DEVICE", "BACKEND", "DEVICE CLASS", "MEASURED", "FINGERPRINT");
        document.path("devices").forEach(device -> addRow(table, device));
        return show(document, table.format(""));
    }

    private static void addRow(TextTable table, JsonNode device) {
        table.row(
                device.path("id").asString(""),
                device.path("backend").asString(""),
                device.path("deviceClass").asString(""),
                device.path("measured").asString(""),
                ResultTable.fields(device.path("fingerprint"), ", "));
    }
}
