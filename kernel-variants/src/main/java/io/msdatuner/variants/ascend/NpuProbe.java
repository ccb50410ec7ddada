package io.msdatuner.variants.ascend;

import io.msdatuner.variants.ascend.AscendProbe.Report;
import io.msdatuner.variants.build.CommandRun;
import io.msdatuner.variants.worker.WorkerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parent half of {@link AscendProbe}.
 *
 * @param environment what the probe's process needs to load the toolkit's libraries
 * @param logs where it writes its report if it crashes
 */
record NpuProbe(AscendToolkit toolkit, Map<String, String> environment, Path logs) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * What the probe found, or why it found nothing.
     *
     * @param runtime its version
     */
    record Findings(List<NpuFacts> devices, String runtime, Optional<String> trouble) {
        Findings {
            devices = List.copyOf(devices);
        }

        static Findings none(String why) {
            return new Findings(List.of(), "unknown", Optional.of(why));
        }
    }

    Findings ask() {
        if (!Files.isReadable(toolkit.library())) {
            return Findings.none("there is no " + toolkit.library() + "; is the toolkit's runtime installed?");
        }
        try {
            var answer = Files.createTempFile("msda-tuner-", ".json");
            try {
                return ask(answer);
            } finally {
                Files.deleteIfExists(answer);
            }
        } catch (IOException e) {
            return Findings.none("the probe of the NPUs cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Findings.none("interrupted while looking for NPUs");
        }
    }

    private Findings ask(Path answer) throws IOException, InterruptedException {
        var arguments = List.of(toolkit.library().toString(), answer.toString());
        var command = new WorkerCommand(AscendProbe.class.getName(), logs, arguments, environment);
        var run = CommandRun.of(command.line(), environment, LIMIT);
        if (run.exitCode() == CommandRun.TIMED_OUT) {
            return Findings.none(
                    "the driver did not answer within %d s; see npu-smi info".formatted(LIMIT.toSeconds()));
        } else if (run.exitCode() != 0) {
            return Findings.none("AscendCL finds no NPU: " + run.output().strip());
        }
        return judge(AscendProbe.JSON.readValue(answer.toFile(), Report.class));
    }

    private Findings judge(Report report) {
        if (!report.missing().isEmpty()) {
            return Findings.none("%s lacks %s; msda-tuner needs CANN %s or newer"
                    .formatted(toolkit.library(), String.join(", ", report.missing()), Acl.OLDEST_CANN));
        }
        var trouble = report.devices().isEmpty()
                ? Optional.of("AscendCL finds no NPU on this host")
                : Optional.<String>empty();
        return new Findings(report.devices(), report.version(), trouble);
    }
}
