package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes answers or trials to a file, for where no service can be reached and for other programs. */
@Command(
        name = "export",
        description =
                "Write the best configurations as a signed bundle, JSON or a C header, or a campaign's trials as T4.")
final class ExportCommand extends ServiceCommand {
    private static final String T4 = "t4";
    private static final String JSON = "json";
    private static final Set<String> OF_SNAPSHOTS = Set.of("bundle", JSON, "header");

    @Mixin
    private final CampaignInput input = new CampaignInput();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "bundle",
            description = "bundle, json, header, t4; default: ${DEFAULT-VALUE}")
    private String format = "";

    @Option(names = "--campaign", paramLabel = "ID", description = "whose trials, for t4")
    @Nullable
    private Long campaign;

    @Option(
            names = "--snapshot",
            paramLabel = "ID",
            description = "what a job pinned; default: a new one of the answers to the shapes and kernels")
    @Nullable
    private String snapshot;

    @Option(names = "--out", paramLabel = "FILE", description = "default: standard output")
    @Nullable
    private Path out;

    ExportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        check();
        try (var connection = connect()) {
            var client = connection.client();
            var content = format.equals(T4)
                    ? client.text("/campaigns/" + campaign + "/t4")
                    : ofSnapshot(client, snapshot == null ? freeze(client) : snapshot);
            return deliver(content, out);
        }
    }

    private void check() {
        input.check();
        if (!format.equals(T4) && !OF_SNAPSHOTS.contains(format)) {
            throw new InvalidValueException("--format", format, "bundle, json, header, t4");
        }
        if (format.equals(T4) != (campaign != null)) {
            throw new InvalidValueException(
                    "--campaign", campaign == null ? "(nothing)" : campaign, "an id with --format t4 and only there");
        }
        if (snapshot != null && !snapshot.matches("[0-9a-f]{32}")) {
            throw new InvalidValueException("--snapshot", snapshot, "32 hexadecimal digits");
        }
    }

    private String ofSnapshot(TunerClient client, String id) {
        return client.text("/snapshots/" + id + (format.equals(JSON) ? "" : "/" + format));
    }

    private String freeze(TunerClient client) {
        var request = Json.object();
        if (input.device.isMade()) {
            request.put("deviceClass", input.device.choose(client));
        }
        var lookups = request.putArray("lookups");
        for (var shape : input.chosenShapes(client)) {
            for (var kernel : input.chosenKernels()) {
                lookups.addObject().put("kernel", kernel.id()).put("shape", shape.toString());
            }
        }
        return client.post("/snapshots", request).path("id").asString();
    }
}
