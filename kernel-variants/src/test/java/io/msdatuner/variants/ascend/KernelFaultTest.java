package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.variants.build.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a kernel that gives right values on this host and breaks a rule of the hardware. */
final class KernelFaultTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=20 H=2 C=8 P=2 levels=4x4,3x3");

    @TempDir
    Path folder;

    private final AscendBackend backend = Simulation.backend();

    @Test
    void endsWithTheCheckThatCaughtItAndTheLineOfItsSource() throws IOException, InterruptedException {
        var device = Simulation.device(backend);
        var untuned = Candidate.tuned(backend.defaultConfiguration(Kernel.MSDA_FORWARD, SHAPE, device));
        var variant = new Variant(Kernel.MSDA_FORWARD, SHAPE, untuned);
        var artifact = new Artifact(
                "0".repeat(32), buildWithout("        stored = rowQueue.DeQue<Stored>();\n", variant), false);
        try (var runner = backend.runner(device)) {
            var outcome = runner.run(
                    new BuiltVariant(variant, artifact), MeasurementPolicy.simulated(), OptionalDouble.empty());
            assertThat(outcome).isInstanceOfSatisfying(Outcome.WorkerDied.class, died -> {
                assertThat(died.how()).contains("507035 (vector core exception)");
                assertThat(died.stderrTail())
                        .containsPattern("pipe-order: V reads UB .*, with no barrier between, at rows.h:\\d+");
            });
        }
    }

    /** The forward kernel with no barrier between the spreading of weights and what reads them. */
    private Path buildWithout(String statement, Variant variant) throws IOException, InterruptedException {
        var sources = new AscendSources(Simulation.DATA.resolve("sources"));
        try (var names = Files.list(sources.folder())) {
            for (var name : names.toList()) {
                Files.copy(name, folder.resolve(name.getFileName()));
            }
        }
        var kernel = folder.resolve(AscendSources.file(variant));
        var text = Files.readString(kernel);
        assertThat(text).contains(statement + "        PipeBarrier<PIPE_V>();\n");
        Files.writeString(kernel, text.replace(statement + "        PipeBarrier<PIPE_V>();\n", statement));
        var artifact = folder.resolve("faulty.so");
        var toolkit = backend.host().toolkit();
        var run = CommandRun.of(
                List.of(
                        toolkit.compiler().executable().toString(),
                        "-shared",
                        "-fPIC",
                        "-xasc",
                        "-std=c++17",
                        "--npu-arch=dav-2201",
                        "--cce-auto-sync=off",
                        "-I" + toolkit.headers(),
                        "-I" + folder,
                        "-o",
                        artifact.toString(),
                        kernel.toString(),
                        "-L" + toolkit.libraries(),
                        "-lascendcl"),
                Duration.ofMinutes(5));
        assertThat(artifact).as(run.toString()).exists();
        return artifact;
    }
}
