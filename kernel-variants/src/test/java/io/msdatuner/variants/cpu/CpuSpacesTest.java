package io.msdatuner.variants.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CpuSpacesTest {
    private static final long LIMIT = 4L << 30;
    private static final List<Integer> CORES = List.of(1, 2, 3, 8, 96);

    static Stream<Shape> shapes() {
        var awkward = Stream.of(
                "B=1 Q=1 H=1 C=1 P=1 levels=1x1",
                "B=1 Q=1 H=8 C=256 P=4 levels=9x9",
                "B=2 Q=3 H=1 C=7 P=1 levels=4x4",
                "B=1 Q=5 H=3 C=33 P=2 levels=3x5,1x1");
        return Stream.concat(
                WorkloadCatalogue.all().stream().map(Workload::shapes).flatMap(List::stream),
                awkward.map(Shape::parse));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void hasAValidDefaultOnEveryHost(Shape shape) {
        for (var cores : CORES) {
            var spaces = new CpuSpaces(cores, LIMIT);
            for (var kernel : Kernel.values()) {
                assertThat(spaces.space(kernel, shape).contains(spaces.defaultConfiguration(kernel, shape)))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void hasValidWarmStartsOnEveryHost(Shape shape) {
        for (var cores : CORES) {
            var spaces = new CpuSpaces(cores, LIMIT);
            for (var kernel : Kernel.values()) {
                var space = spaces.space(kernel, shape);
                var untuned = spaces.defaultConfiguration(kernel, shape);
                assertThat(CpuWarmStarts.of(kernel, space, untuned))
                        .allMatch(space::contains)
                        .doesNotContain(untuned)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void startsLargeShapesWithAPlaneOfTheOwners() {
        var shape = WorkloadCatalogue.named("ddetr_enc").shapes().get(0);
        var spaces = new CpuSpaces(2, LIMIT);
        for (var kernel : Kernel.values()) {
            var starts =
                    CpuWarmStarts.of(kernel, spaces.space(kernel, shape), spaces.defaultConfiguration(kernel, shape));
            assertThat(starts.get(0)).matches(start -> start.is("layout", "headPlane") && start.number("threads") == 2);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void givesEveryThreadWork(Shape shape) {
        var random = new SplittableRandom(11);
        for (var kernel : Kernel.values()) {
            var space = new CpuSpaces(96, LIMIT).space(kernel, shape);
            for (var i = 0; i < 500; i++) {
                var configuration = space.random(random);
                assertThat(configuration.number("threads")).isLessThanOrEqualTo(workItems(shape, configuration));
            }
        }
    }

    private static long workItems(Shape shape, Configuration configuration) {
        var heads = (long) shape.batch() * shape.heads();
        if (configuration.is("partition", "batchHead")) {
            return heads;
        }
        var tiles = (long) Math.ceil((double) shape.queries() / configuration.number("queryTile"));
        return configuration.is("partition", "batchHeadLevel") ? heads * shape.levelCount() : shape.batch() * tiles;
    }

    @Test
    void hasThousandsOfConfigurationsForARealShape() {
        var shape = WorkloadCatalogue.named("ddetr_enc").shapes().get(0);
        var spaces = new CpuSpaces(2, LIMIT);
        assertThat(spaces.space(Kernel.MSDA_FORWARD, shape).size()).isGreaterThan(1_000);
        assertThat(spaces.space(Kernel.MSDA_BACKWARD, shape).size()).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void staysBelowAnyLimitThatOneConfigurationMeets(Shape shape) {
        var random = new SplittableRandom(5);
        var limit = 1L << 20;
        var spaces = new CpuSpaces(96, limit);
        for (var kernel : Kernel.values()) {
            if (spaces.bytesBeyondLimit(kernel, shape) <= 0) {
                var space = spaces.space(kernel, shape);
                var scratch = new CpuScratch(kernel, shape);
                assertThat(space.size())
                        .isLessThanOrEqualTo(
                                new CpuSpaces(96, LIMIT).space(kernel, shape).size());
                assertThat(scratch.bytes(spaces.defaultConfiguration(kernel, shape)))
                        .isLessThanOrEqualTo(limit);
                for (var i = 0; i < 100; i++) {
                    assertThat(scratch.bytes(space.random(random))).isLessThanOrEqualTo(limit);
                }
            }
        }
    }

    @Test
    void passesWordsByTheirPosition() {
        var spaces = new CpuSpaces(2, LIMIT);
        var shape = WorkloadCatalogue.named("rtdetr_dec").shapes().get(0);
        var configuration = spaces.defaultConfiguration(Kernel.MSDA_FORWARD, shape);
        assertThat(spaces.launch(new Variant(Kernel.MSDA_FORWARD, shape, Candidate.tuned(configuration))))
                .containsEntry("partition", 0L)
                .containsEntry("threads", 2L)
                .containsEntry("queryTile", 16L)
                .containsEntry("prefetch", 0L)
                .containsEntry("headBlock", 1L)
                .hasSize(5);
        assertThat(spaces.launch(new Variant(Kernel.MSDA_FORWARD, shape, Candidate.gridSample())))
                .containsOnlyKeys("threads");
    }

    @Test
    void promisesRepeatabilityOnlyWhereTheOrderOfSumsIsFixed() {
        var spaces = new CpuSpaces(2, LIMIT);
        var shape = WorkloadCatalogue.named("rtdetr_dec").shapes().get(0);
        var space = spaces.space(Kernel.MSDA_BACKWARD, shape);
        for (var index = 0L; index < space.size(); index += 7) {
            var configuration = space.at(index);
            var declared = spaces.declares(new Variant(Kernel.MSDA_BACKWARD, shape, Candidate.tuned(configuration)));
            var free = configuration.value("gradValue").equals(Value.of("atomic"))
                    || configuration.value("partition").equals(Value.of("dynamic"));
            assertThat(declared == Determinism.ORDER_DEPENDENT).isEqualTo(free);
        }
    }
}
