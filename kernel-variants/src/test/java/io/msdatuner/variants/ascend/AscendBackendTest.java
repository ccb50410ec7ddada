package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AscendBackendTest {
    private static final String AWKWARD = "B=2 Q=37 H=4 C=%d P=3 levels=13x17,7x9,1x1";

    private final AscendBackend backend = Simulation.backend();

    /** Seed 1; the same on every run. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void measuresTheDefaultAndASampleOfTheSpace(Kernel kernel) throws InterruptedException {
        var random = new SplittableRandom(1);
        for (var channels : List.of(30, 33, 37, 40)) {
            var shape = Shape.parse(AWKWARD.formatted(channels));
            var device = Simulation.device(backend);
            var space = backend.space(kernel, shape, device);
            var configurations = new ArrayList<>(List.of(backend.defaultConfiguration(kernel, shape, device)));
            for (var i = 0; i < 3; i++) {
                configurations.add(space.random(random));
            }
            for (var outcome : outcomes(kernel, shape, configurations, MeasurementPolicy.simulated())) {
                assertThat(outcome).isInstanceOfSatisfying(Outcome.Measured.class, AscendBackendTest::hasABand);
            }
        }
    }

    private static void hasABand(Outcome.Measured measured) {
        var median = measured.median();
        var band = median.band().orElseThrow();
        assertThat(median.medianNs()).isBetween(band.lowNs(), band.highNs());
    }

    /** As finals are: loaded into one worker and timed in turns. */
    @Test
    void givesEachOfSeveralComparedVariantsItsOwnBand() throws InterruptedException {
        var shape = Shape.parse("B=1 Q=60 H=4 C=33 P=4 levels=9x11,5x1,1x1");
        var device = Simulation.device(backend);
        var untuned = backend.defaultConfiguration(Kernel.MSDA_FORWARD, shape, device);
        var builder = backend.builder(device);
        var finals = new ArrayList<BuiltVariant>();
        for (var blocks : List.of(6, 48)) {
            var configuration = untuned.with(AscendParameters.BLOCKS, Value.of(blocks));
            var variant = new Variant(Kernel.MSDA_FORWARD, shape, Candidate.tuned(configuration));
            finals.add(new BuiltVariant(variant, ((BuildResult.Built) builder.build(variant)).artifact()));
        }
        try (var runner = backend.runner(device)) {
            assertThat(runner.compare(finals, MeasurementPolicy.simulated()))
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(Outcome.Measured.class, AscendBackendTest::hasABand));
        }
    }

    /** Half as many copies for the same bytes. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void verifiesPairsAndCornersAndExpectsPairsToBeFaster(Kernel kernel) throws InterruptedException {
        var shape = Shape.parse("B=1 Q=60 H=4 C=33 P=4 levels=9x11,5x1,1x1");
        var pairs = backend.defaultConfiguration(kernel, shape, Simulation.device(backend));
        var corners = pairs.with(AscendParameters.GATHER, Value.of("corner"));
        if (kernel == Kernel.MSDA_BACKWARD) {
            corners = corners.with(AscendParameters.SCATTER, Value.of("corner"));
        }
        var on = corners.with(AscendParameters.AUTO_SYNC, Value.of("on"));
        var outcomes = outcomes(kernel, shape, List.of(pairs, corners, on), MeasurementPolicy.simulated());

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Measured.class));
        assertThat(medianNs(outcomes.subList(0, 1))).isLessThan(medianNs(outcomes.subList(1, 2)));
    }

    /** Few of the pixels are read twice: where many are, what comes from the L2 hides what comes from memory. */
    @Test
    void takesLongerWithAColdCacheAndTheSameTimeAgain() throws InterruptedException {
        var kernel = Kernel.MSDA_FORWARD;
        var shape = Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=120x120,90x90");
        var untuned = List.of(backend.defaultConfiguration(kernel, shape, Simulation.device(backend)));
        var warm = medianNs(outcomes(kernel, shape, untuned, MeasurementPolicy.simulated()));
        assertThat(medianNs(outcomes(kernel, shape, untuned, MeasurementPolicy.simulated())))
                .isEqualTo(warm);
        var cold = MeasurementPolicy.simulated().with(CachePolicy.COLD);
        assertThat(medianNs(outcomes(kernel, shape, untuned, cold))).isGreaterThan(warm);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C=8 P=1 levels=4x4 dtype=float16",
                "C=8 P=1 levels=5000x5000",
                "levels=4x4,4x4,4x4,4x4,4x4,4x4,4x4,4x4 P=256 C=1024"
            })
    void refusesWhatItsKernelsCannotDo(String wish) {
        var text = "B=1 Q=1 H=1 " + wish;
        assertThat(backend.refusal(Kernel.MSDA_FORWARD, Shape.parse(text), Simulation.device(backend)))
                .isPresent();
    }

    @Test
    void hasATimeOfItsOwnForEachVersionOfTheSimulator() {
        assertThat(backend.toolchain()).startsWith("ascend-sim ").contains("-std=c++17");
        assertThat(backend.sourceDigest(Kernel.MSDA_FORWARD)).matches("[0-9a-f]{32}");
    }

    private static double medianNs(List<Outcome> outcomes) {
        return ((Outcome.Measured) outcomes.get(0)).median().medianNs();
    }

    private List<Outcome> outcomes(
            Kernel kernel, Shape shape, List<Configuration> configurations, MeasurementPolicy policy)
            throws InterruptedException {
        var device = Simulation.device(backend);
        var builder = backend.builder(device);
        var outcomes = new ArrayList<Outcome>();
        try (var runner = backend.runner(device)) {
            for (var configuration : configurations) {
                var variant = new Variant(kernel, shape, Candidate.tuned(configuration));
                var result = builder.build(variant);
                assertThat(result).as(variant.toString()).isInstanceOf(BuildResult.Built.class);
                var built = new BuiltVariant(variant, ((BuildResult.Built) result).artifact());
                outcomes.add(runner.run(built, policy, OptionalDouble.empty()));
            }
        }
        return outcomes;
    }
}
