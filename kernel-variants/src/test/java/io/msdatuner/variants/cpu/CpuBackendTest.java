package io.msdatuner.variants.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CpuBackendTest {
    private static final Shape SMALL = Shape.parse("B=2 Q=37 H=4 C=33 P=3 levels=13x17,7x9,1x1");

    @TempDir
    static Path dataDirectory;

    private final CpuBackend backend = new CpuBackend(dataDirectory, System.getenv());

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void measuresBaselinesAndASampleOfTheSpace(Kernel kernel) throws InterruptedException {
        var device = backend.devices().get(0);
        var random = new SplittableRandom(1);
        var space = backend.space(kernel, SMALL, device);
        var candidates = new ArrayList<>(
                List.of(Candidate.gridSample(), Candidate.tuned(backend.defaultConfiguration(kernel, SMALL, device))));
        for (var i = 0; i < 12; i++) {
            candidates.add(Candidate.tuned(space.random(random)));
        }
        var builder = backend.builder(device);
        try (var runner = backend.runner(device)) {
            for (var candidate : candidates) {
                var outcome = runner.run(
                        build(builder, new Variant(kernel, SMALL, candidate)),
                        MeasurementPolicy.search(),
                        OptionalDouble.empty());
                assertThat(outcome).as(candidate.toString()).isInstanceOf(Outcome.Measured.class);
            }
        }
    }

    @Test
    void findsAnArtifactAgainInsteadOfBuildingIt() throws InterruptedException {
        var device = backend.devices().get(0);
        var variant = new Variant(
                Kernel.MSDA_FORWARD,
                SMALL,
                Candidate.tuned(backend.defaultConfiguration(Kernel.MSDA_FORWARD, SMALL, device)));
        var first = build(backend.builder(device), variant).artifact();
        var second = build(backend.builder(device), variant).artifact();
        assertThat(second.reused()).isTrue();
        assertThat(second.file()).isEqualTo(first.file());
    }

    @Test
    void endsEachInjectedFaultAsItsOutcomeAndGoesOn() throws InterruptedException {
        assertThat(outcomeWith("wrong=1")).isInstanceOf(Outcome.WrongResult.class);
        assertThat(outcomeWith("crash=1")).isInstanceOfSatisfying(Outcome.WorkerDied.class, died -> {
            assertThat(died.stage()).isEqualTo("verifying");
            assertThat(died.how()).contains("SIGSEGV");
            assertThat(died.stderrTail()).contains("SIGSEGV");
        });
        assertThat(outcomeWith("hang=1"))
                .isInstanceOfSatisfying(
                        Outcome.TimedOut.class, late -> assertThat(late.stage()).isEqualTo("verifying"));
    }

    @Test
    void keepsTheCompilersLogOfAVariantThatDoesNotCompile() throws InterruptedException {
        var device = backend.devices().get(0);
        var result = withFaults("compile=1").builder(device).build(defaultVariant());
        assertThat(result).isInstanceOfSatisfying(BuildResult.Failed.class, failed -> {
            assertThat(failed.outcome().log()).contains("MSDA_INJECT_FAULT=4");
            assertThat(failed.outcome().command()).contains("msda_forward.cpp");
        });
    }

    @Test
    void blamesOnlyTheCulpritOfAComparison() throws InterruptedException {
        var device = backend.devices().get(0);
        var sound = build(backend.builder(device), defaultVariant());
        var crashing = build(withFaults("crash=1").builder(device), defaultVariant());
        var wrong = build(withFaults("wrong=1").builder(device), defaultVariant());
        try (var runner = backend.runner(device)) {
            var outcomes = runner.compare(List.of(sound, crashing, wrong, sound), MeasurementPolicy.search());
            assertThat(outcomes).hasSize(4).satisfies(all -> {
                assertThat(all.get(0)).isInstanceOf(Outcome.Measured.class);
                assertThat(all.get(1)).isInstanceOf(Outcome.WorkerDied.class);
                assertThat(all.get(2)).isInstanceOf(Outcome.WrongResult.class);
                assertThat(all.get(3)).isInstanceOf(Outcome.Measured.class);
            });
        }
    }

    private Outcome outcomeWith(String faults) throws InterruptedException {
        var device = backend.devices().get(0);
        var broken = build(withFaults(faults).builder(device), defaultVariant());
        var sound = build(backend.builder(device), defaultVariant());
        try (var runner = backend.runner(device)) {
            var outcome = runner.run(broken, MeasurementPolicy.search(), OptionalDouble.empty());
            assertThat(runner.run(sound, MeasurementPolicy.search(), OptionalDouble.empty()))
                    .isInstanceOf(Outcome.Measured.class);
            return outcome;
        }
    }

    private CpuBackend withFaults(String faults) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(FaultInjection.VARIABLE, faults);
        return new CpuBackend(dataDirectory, environment);
    }

    private Variant defaultVariant() {
        return new Variant(
                Kernel.MSDA_FORWARD,
                SMALL,
                Candidate.tuned(backend.defaultConfiguration(
                        Kernel.MSDA_FORWARD, SMALL, backend.devices().get(0))));
    }

    private static BuiltVariant build(VariantBuilder builder, Variant variant) throws InterruptedException {
        var result = builder.build(variant);
        assertThat(result).as(variant.toString()).isInstanceOf(BuildResult.Built.class);
        return new BuiltVariant(variant, ((BuildResult.Built) result).artifact());
    }
}
