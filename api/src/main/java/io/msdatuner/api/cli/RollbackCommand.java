package io.msdatuner.api.cli;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rollback",
        description = "Serve again what was served before, for one kernel and shape; lookups show it at once.")
final class RollbackCommand extends RequestCommand {
    @Option(names = "--kernel", paramLabel = "KERNEL", required = true, description = "msda-forward or msda-backward")
    private String kernel = "";

    @Option(names = "--shape", paramLabel = "TEXT", required = true, description = "as for tune")
    private String shape = "";

    @Option(names = "--device-class", paramLabel = "CLASS", description = "default: this host's first")
    @Nullable
    private String deviceClass;

    @Option(
            names = "--determinism",
            paramLabel = "WISH",
            defaultValue = "any",
            description = "any or bitwise; default: ${DEFAULT-VALUE}")
    private String determinism = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "to be written down")
    @Nullable
    private String reason;

    RollbackCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        Kernel.parse(kernel);
        Shape.parse(shape);
        DeterminismWish.parse(determinism);
    }

    @Override
    int run(TunerClient client) {
        var answer = client.post(
                "/configurations:rollback",
                Json.object()
                        .put("kernel", kernel)
                        .put("shape", shape)
                        .put("deviceClass", deviceClass)
                        .put("determinism", determinism)
                        .put("reason", reason));
        return show(answer, BestReport.of(answer, ""));
    }
}
