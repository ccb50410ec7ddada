package io.msdatuner.api.cli;

import io.msdatuner.api.wiring.InstalledBackends;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.variants.ascend.AscendSelfTest;
import io.msdatuner.variants.ascend.SelfTestStep;
import io.msdatuner.variants.ascend.SelfTestStep.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "selftest",
        description =
                "Check all that tuning on an NPU needs: toolkit, AscendCL, devices, one variant of every family, and"
                        + " whether times are plausible. Prints a report to send along when something does not work.")
final class SelfTestCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final VersionCommand version;

    @Mixin
    private Target target = new Target();

    @Mixin
    private BackendChoice choice = new BackendChoice();

    @Option(names = "--json", description = "print one JSON document and nothing else on standard output")
    private boolean json;

    SelfTestCommand(Surroundings surroundings, VersionCommand version) {
        this.surroundings = surroundings;
        this.version = version;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (choice.backend == null && choice.chip == null) {
            throw new InvalidValueException("--backend", "(nothing)", "ascend, ascend-sim");
        }
        var screen = surroundings.screen();
        var backend = new InstalledBackends(
                        target.dataDirectory(surroundings).path(), surroundings.environment(), screen.err()::println)
                .ascend(choice.backend());
        var devices = choice.devicesOf(backend);
        var report = new SelfTestReport(version.getVersion()[0], backend.name(), new DeviceLabels(devices));
        show(report.heading());
        var steps = new ArrayList<SelfTestStep>();
        new AscendSelfTest(backend, devices, step -> {
                    steps.add(step);
                    show(SelfTestReport.line(step));
                })
                .run();
        show("\n" + SelfTestReport.summary(steps));
        if (json) {
            screen.out().println(Json.pretty(report.document(steps)));
        }
        return exitCode(steps);
    }

    /** Each line as soon as it is known: a step may take minutes. */
    private void show(String line) {
        if (!json) {
            surroundings.screen().out().println(line);
            surroundings.screen().out().flush();
        }
    }

    private static int exitCode(List<SelfTestStep> steps) {
        if (steps.stream().anyMatch(step -> step.status() == Status.SKIPPED)) {
            return ExitCode.MISSING;
        }
        return steps.stream().anyMatch(SelfTestStep::failed) ? ExitCode.TUNER_FAILED : ExitCode.DONE;
    }
}
