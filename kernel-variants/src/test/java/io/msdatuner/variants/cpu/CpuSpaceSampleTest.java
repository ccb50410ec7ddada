package io.msdatuner.variants.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That valid configurations build and are right, for one of each shape's space (seed 3): all of the catalogue, with fewer
 * queries and smaller levels so that the reference is quick, and shapes at the edges of what is allowed. The baseline is checked where value is stored in 16 bits.
 */
final class CpuSpaceSampleTest {
    private static final int MOST_QUERIES = 61;
    private static final int LONGEST_SIDE = 12;

    @TempDir
    static Path dataDirectory;

    private final CpuBackend backend = new CpuBackend(dataDirectory, System.getenv());

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void holdsNoConfigurationThatFails(Kernel kernel) throws InterruptedException {
        var device = backend.devices().get(0);
        var random = new SplittableRandom(3);
        try (var runner = backend.runner(device)) {
            for (var shape : shapes()) {
                var candidates = new ArrayList<Candidate>();
                candidates.add(
                        Candidate.tuned(backend.space(kernel, shape, device).random(random)));
                if (shape.dtype() != DType.FLOAT32) {
                    candidates.add(Candidate.gridSample());
                }
                for (var candidate : candidates) {
                    var variant = new Variant(kernel, shape, candidate);
                    var built = (BuildResult.Built) backend.builder(device).build(variant);
                    assertThat(runner.run(
                                    new BuiltVariant(variant, built.artifact()),
                                    MeasurementPolicy.search(),
                                    OptionalDouble.empty()))
                            .as(variant.toString())
                            .isInstanceOf(Outcome.Measured.class);
                }
            }
        }
    }

    private static List<Shape> shapes() {
        var edges = Stream.of(
                        "B=1 Q=1 H=1 C=1 P=1 levels=1x1",
                        "B=1 Q=1 H=3 C=256 P=2 levels=7x9,1x1 dtype=bfloat16",
                        "B=2 Q=13 H=2 C=5 P=1 levels=" + "3x4,".repeat(23) + "1x1",
                        "B=1 Q=40 H=2 C=9 P=32 levels=1x30,30x1 dtype=float16 locations=border",
                        "B=3 Q=30 H=5 C=31 P=4 levels=6x6,3x3 locations=clustered")
                .map(Shape::parse);
        var catalogue = WorkloadCatalogue.all().stream()
                .map(Workload::shapes)
                .flatMap(List::stream)
                .map(CpuSpaceSampleTest::smaller);
        return Stream.concat(edges, catalogue).distinct().toList();
    }

    private static Shape smaller(Shape shape) {
        var levels = shape.levels().stream()
                .map(level -> new Level(Math.min(level.height(), LONGEST_SIDE), Math.min(level.width(), LONGEST_SIDE)))
                .toList();
        return new Shape(
                Math.min(shape.batch(), 2),
                Math.min(shape.queries(), MOST_QUERIES),
                shape.heads(),
                shape.channels(),
                shape.points(),
                levels,
                shape.dtype(),
                shape.locations());
    }
}
