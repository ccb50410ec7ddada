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
import io.msdatuner.core.trial.Determinism;
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

    /** Half as many copies for the same bytes; quads need planes first, which so few points do not pay for. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void verifiesEveryFamilyAndExpectsPairsToBeFasterThanCorners(Kernel kernel) throws InterruptedException {
        var shape = Shape.parse("B=1 Q=60 H=4 C=33 P=4 levels=9x11,5x1,1x1");
        var pairs = backend.defaultConfiguration(kernel, shape, Simulation.device(backend));
        var corners = ofFamily(kernel, "corner", pairs);
        var quads = ofFamily(kernel, "quad", pairs);
        var configurations = List.of(
                pairs,
                corners,
                corners.with(AscendParameters.AUTO_SYNC, Value.of("on")),
                quads,
                quads.with(AscendParameters.AUTO_SYNC, Value.of("on")));
        var outcomes = outcomes(kernel, shape, configurations, MeasurementPolicy.simulated());

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Measured.class));
        assertThat(medianNs(outcomes.subList(0, 1))).isLessThan(medianNs(outcomes.subList(1, 2)));
    }

    /** Of one head each, in copies of their own that are summed in a fixed order. */
    @Test
    void addsInTheSameOrderOnEachRunWhereCoresOwnTheirPlanes() throws InterruptedException {
        var kernel = Kernel.MSDA_BACKWARD;
        var shape = Shape.parse("B=1 Q=60 H=4 C=33 P=4 levels=9x11,5x1,1x1");
        var device = Simulation.device(backend);
        var owned = ofFamily(kernel, "quad", backend.defaultConfiguration(kernel, shape, device))
                .with(AscendParameters.SCATTER, Value.of(AscendParameters.OWNED))
                .with(AscendParameters.HEAD_TILE, Value.of(1));
        var fewer = owned.with(AscendParameters.BLOCKS, Value.of(24));
        var on = fewer.with(AscendParameters.AUTO_SYNC, Value.of("on"));
        var space = backend.space(kernel, shape, device);

        assertThat(List.of(owned, fewer, on)).allMatch(space::contains);
        assertThat(space.contains(owned.with(AscendParameters.BLOCKS, Value.of(42))))
                .as("two cores would have nothing")
                .isFalse();
        assertThat(outcomes(kernel, shape, List.of(owned, fewer, on), MeasurementPolicy.simulated()))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Measured.class,
                                measured -> assertThat(measured.verification().determinism())
                                        .isEqualTo(Determinism.BITWISE_REPEATABLE)));
    }

    /** Some levels copied and some in UB, or all in UB; of one head, or of two. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void verifiesLevelsThatStayInUb(Kernel kernel) throws InterruptedException {
        var shape = Shape.parse("B=2 Q=60 H=4 C=33 P=4 levels=9x11,5x1,1x1");
        var untuned = backend.defaultConfiguration(kernel, shape, Simulation.device(backend));
        var configurations = new ArrayList<Configuration>();
        for (var family : List.of("pair", "corner", "quad")) {
            for (var levels = 1; levels <= shape.levelCount(); levels++) {
                configurations.add(ofFamily(kernel, family, untuned)
                        .with(AscendParameters.PARTITION, Value.of(AscendParameters.HEAD_MAJOR))
                        .with(AscendParameters.HEAD_TILE, Value.of(levels % 2 + 1))
                        .with(AscendParameters.BLOCKS, Value.of(6))
                        .with(AscendParameters.RESIDENT_LEVELS, Value.of(levels)));
            }
        }
        assertThat(configurations).allMatch(backend.space(kernel, shape, Simulation.device(backend))::contains);
        assertThat(outcomes(kernel, shape, configurations, MeasurementPolicy.simulated()))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Measured.class));
    }

    /** Gradients of float16 are added as float32, wherever that is, and rounded once. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void verifiesEveryFamilyOfFloat16(Kernel kernel) throws InterruptedException {
        for (var channels : List.of(33, 32)) {
            var shape = Shape.parse("B=2 Q=60 H=4 C=%d P=4 levels=9x11,5x1,1x1 dtype=float16".formatted(channels));
            var untuned = backend.defaultConfiguration(kernel, shape, Simulation.device(backend));
            var candidates = new ArrayList<>(List.of(Candidate.gridSample(), Candidate.tuned(untuned)));
            for (var family : List.of("corner", "quad")) {
                candidates.add(Candidate.tuned(ofFamily(kernel, family, untuned)
                        .with(AscendParameters.COPY, Value.of("padded"))
                        .with(AscendParameters.HEAD_TILE, Value.of(1))
                        .with(AscendParameters.RESIDENT_LEVELS, Value.of(2))));
            }
            if (kernel == Kernel.MSDA_BACKWARD) {
                candidates.add(Candidate.tuned(ofFamily(kernel, "quad", untuned)
                        .with(AscendParameters.COPY, Value.of("padded"))
                        .with(AscendParameters.SCATTER, Value.of(AscendParameters.OWNED))
                        .with(AscendParameters.HEAD_TILE, Value.of(1))));
            }
            assertThat(outcomesOf(kernel, shape, candidates, MeasurementPolicy.simulated()))
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Measured.class));
        }
    }

    /** With few channels a copy brings little for what it costs to issue. */
    @Test
    void expectsLevelsInUbToPayWhereChannelsAreFew() throws InterruptedException {
        var kernel = Kernel.MSDA_FORWARD;
        var shape = Shape.parse("B=1 Q=500 H=4 C=8 P=8 levels=20x20,10x10");
        var copied = backend.defaultConfiguration(kernel, shape, Simulation.device(backend))
                .with(AscendParameters.POINT_CHUNK, Value.of(16))
                .with(AscendParameters.HEAD_TILE, Value.of(1))
                .with(AscendParameters.QUERY_TILE, Value.of(16))
                .with(AscendParameters.PARTITION, Value.of(AscendParameters.HEAD_MAJOR));
        var resident = copied.with(AscendParameters.RESIDENT_LEVELS, Value.of(1));
        var outcomes = outcomes(kernel, shape, List.of(copied, resident), MeasurementPolicy.simulated());

        assertThat(medianNs(outcomes.subList(1, 2))).isLessThan(medianNs(outcomes.subList(0, 1)));
    }

    private static Configuration ofFamily(Kernel kernel, String family, Configuration configuration) {
        var gathering = configuration.with(AscendParameters.GATHER, Value.of(family));
        return kernel == Kernel.MSDA_BACKWARD ? gathering.with(AscendParameters.SCATTER, Value.of(family)) : gathering;
    }

    /** Every sample goes through memory between the two, and each step is a launch of its own. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void measuresGridSampleAndExpectsItToBeSlowerThanTheDefault(Kernel kernel) throws InterruptedException {
        assertThat(backend.implementations()).containsExactlyInAnyOrder(Candidate.TUNED, Candidate.GRID_SAMPLE);
        for (var channels : List.of(30, 33, 40)) {
            var shape = Shape.parse(AWKWARD.formatted(channels));
            var untuned = backend.defaultConfiguration(kernel, shape, Simulation.device(backend));
            var candidates = List.of(Candidate.tuned(untuned), Candidate.gridSample());
            var outcomes = outcomesOf(kernel, shape, candidates, MeasurementPolicy.simulated());

            assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Measured.class));
            assertThat(medianNs(outcomes.subList(0, 1))).isLessThan(medianNs(outcomes.subList(1, 2)));
        }
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
                "C=8 P=1 levels=4x4 dtype=bfloat16",
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
        return outcomesOf(
                kernel, shape, configurations.stream().map(Candidate::tuned).toList(), policy);
    }

    private List<Outcome> outcomesOf(Kernel kernel, Shape shape, List<Candidate> candidates, MeasurementPolicy policy)
            throws InterruptedException {
        var device = Simulation.device(backend);
        var builder = backend.builder(device);
        var outcomes = new ArrayList<Outcome>();
        try (var runner = backend.runner(device)) {
            for (var candidate : candidates) {
                var variant = new Variant(kernel, shape, candidate);
                var result = builder.build(variant);
                assertThat(result).as(variant.toString()).isInstanceOf(BuildResult.Built.class);
                var built = new BuiltVariant(variant, ((BuildResult.Built) result).artifact());
                outcomes.add(runner.run(built, policy, OptionalDouble.empty()));
            }
        }
        return outcomes;
    }
}
