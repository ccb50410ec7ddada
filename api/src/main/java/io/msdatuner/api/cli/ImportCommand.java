package io.msdatuner.api.cli;

import static io.msdatuner.core.InvalidValueException.requireGiven;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Give a service the snapshot of a signed bundle, or another tuner's T4 results as a hint where campaigns"
                        + " begin. What is not wholly right is refused.")
final class ImportCommand extends RequestCommand {
    private static final String T4 = "t4";
    private static final String SUBJECT = "what the T4 results are of; they do not say it";

    @Parameters(
            paramLabel = "FILE",
            description = "what ./tuner export --format bundle or t4 wrote, or T4 of another tuner")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "bundle",
            description = "bundle or t4; default: ${DEFAULT-VALUE}")
    private String format = "";

    @Option(names = "--kernel", paramLabel = "KERNEL", description = "of T4 results: msda-forward or msda-backward")
    @Nullable
    private String kernel;

    @Option(names = "--shape", paramLabel = "TEXT", description = "of T4 results, as for tune")
    @Nullable
    private String shape;

    @Option(names = "--device-class", paramLabel = "CLASS", description = "of T4 results; default: this host's first")
    @Nullable
    private String deviceClass;

    ImportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        if (!format.equals(T4) && !format.equals("bundle")) {
            throw new InvalidValueException("--format", format, "bundle, t4");
        }
        if (format.equals(T4)) {
            Kernel.parse(requireGiven("--kernel", kernel, SUBJECT));
            Shape.parse(requireGiven("--shape", shape, SUBJECT));
        }
    }

    @Override
    int run(TunerClient client) {
        if (format.equals(T4)) {
            var imported = client.postFile("/results", problem(), TextFile.read(file));
            return show(
                    imported,
                    "imported results %s: %d, of which %d have a time"
                            .formatted(
                                    imported.path("id").asString(""),
                                    imported.path("count").asInt(),
                                    imported.path("timed").asInt()));
        }
        var imported = client.postFile("/bundles", Map.of(), TextFile.read(file));
        return show(imported, "imported snapshot " + imported.path("snapshot").asString(""));
    }

    private Map<String, String> problem() {
        var problem = new TreeMap<String, String>();
        problem.put("kernel", requireGiven("--kernel", kernel, SUBJECT));
        problem.put("shape", requireGiven("--shape", shape, SUBJECT));
        if (deviceClass != null) {
            problem.put("deviceClass", deviceClass);
        }
        return problem;
    }
}
