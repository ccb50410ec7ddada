package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many launches of few binaries. */
final class AscendSpacesTest {
    private static final int DRAWS = 20_000;

    private final AscendBackend backend = Simulation.backend();

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void hasManyConfigurationsOfTheEncoder(Kernel kernel) {
        assertThat(space(kernel, encoder()).size()).isGreaterThan(100_000);
    }

    /** Seed 1. Of so many draws none of the few binaries is missed. */
    @Test
    void needsFewBinariesForBothKernels() {
        var forward = binaries(space(Kernel.MSDA_FORWARD, encoder()));
        var backward = binaries(space(Kernel.MSDA_BACKWARD, encoder()));

        assertThat(forward).hasSize(10);
        assertThat(backward).hasSize(44);
    }

    /** Of many heads and many small levels, of which any number fits into UB. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void canBeEnumeratedForTheWorstOfShapes(Kernel kernel) {
        var levels = "6x6,".repeat(16).replaceAll(",$", "");
        var shape = Shape.parse("B=1 Q=100000 H=16 C=8 P=4 levels=" + levels);
        assertThat(space(kernel, shape).size()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void holdsTheDefaultOfEveryShapeThatIsShipped(Kernel kernel) {
        for (var workload : WorkloadCatalogue.all()) {
            for (var shape : workload.shapes()) {
                if (backend.refusal(kernel, shape, Simulation.device(backend)).isEmpty()) {
                    var untuned = backend.defaultConfiguration(kernel, shape, Simulation.device(backend));
                    assertThat(space(kernel, shape).contains(untuned))
                            .as(shape.toString())
                            .isTrue();
                }
            }
        }
    }

    private static Shape encoder() {
        return WorkloadCatalogue.all().stream()
                .filter(workload -> workload.name().equals("ddetr_enc"))
                .findFirst()
                .orElseThrow()
                .shapes()
                .get(0);
    }

    private Space space(Kernel kernel, Shape shape) {
        return backend.space(kernel, shape, Simulation.device(backend));
    }

    private static HashSet<List<String>> binaries(Space space) {
        var compiled = space.parameters().stream()
                .filter(parameter -> parameter.stage() == Stage.COMPILE_TIME)
                .map(Parameter::name)
                .collect(Collectors.toList());
        var random = new SplittableRandom(1);
        var binaries = new HashSet<List<String>>();
        for (var i = 0; i < DRAWS; i++) {
            var configuration = space.random(random);
            binaries.add(compiled.stream()
                    .map(name -> configuration.value(name).text())
                    .toList());
        }
        return binaries;
    }
}
