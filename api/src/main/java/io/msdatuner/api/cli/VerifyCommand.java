package io.msdatuner.api.cli;

import io.msdatuner.api.wiring.InstalledBackends;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.run.Backend;
import io.msdatuner.variants.verify.VectorVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Check the reference, the baselines and a sample of variants of every family against reference"
                + " vectors: answers that this project did not compute.")
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--vectors",
            required = true,
            paramLabel = "DIR",
            description = "a folder of NAME.json and NAME.f64 files")
    private Path vectors = Path.of("");

    @Mixin
    private BackendChoice choice = new BackendChoice();

    @Option(names = "--samples", paramLabel = "N", description = "variants for each vector and kernel; default: 4")
    private int samples = 4;

    @Option(names = "--seed", paramLabel = "N", description = "of the sample; default: 1")
    private long seed = 1;

    @Option(names = "--json", description = "print one JSON document and nothing else on standard output")
    private boolean json;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        InvalidValueException.requireBetween("--samples", samples, 1, 1_000);
        if (!Files.isDirectory(vectors)) {
            throw new InvalidValueException("--vectors", vectors, "a folder of NAME.json and NAME.f64 files");
        }
        var screen = surroundings.screen();
        var backends = new InstalledBackends(
                target.dataDirectory(surroundings).path(), surroundings.environment(), screen.err()::println);
        var backend = backends.named(choice.backend());
        var devices = chosen(backend);
        var report = new VerifyReport(new DeviceLabels(devices));
        new VectorVerification(backend, devices, vectors, samples, seed).run(check -> {
            report.add(check);
            if (!check.passes()) {
                screen.err().println(VerifyReport.failure(check));
            }
        });
        screen.out().println(json ? Json.pretty(report.document()) : report.text());
        return report.passes() ? ExitCode.DONE : ExitCode.TUNER_FAILED;
    }

    private List<Device> chosen(Backend backend) {
        var devices = choice.devicesOf(backend);
        if (devices.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.MISSING,
                    "this host offers no %s device; ./tuner selftest says why".formatted(backend.name()));
        }
        return devices;
    }
}
