package io.msdatuner.api.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Give a service the snapshot of a signed bundle. What is not wholly right is refused.")
final class ImportCommand extends RequestCommand {
    @Parameters(paramLabel = "FILE", description = "what ./tuner export --format bundle wrote")
    private Path file = Path.of("");

    ImportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TunerClient client) {
        var imported = client.postFile("/bundles", TextFile.read(file));
        return show(imported, "imported snapshot " + imported.path("snapshot").asString(""));
    }
}
