package io.msdatuner.variants.ascend;

import static io.msdatuner.variants.ascend.AscendParameters.BLOCKS;
import static io.msdatuner.variants.ascend.AscendParameters.COPY;
import static io.msdatuner.variants.ascend.AscendParameters.GATHER;
import static io.msdatuner.variants.ascend.AscendParameters.HEAD_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.POINT_CHUNK;
import static io.msdatuner.variants.ascend.AscendParameters.QUERY_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.SCATTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Stage;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import io.msdatuner.variants.worker.LaunchArguments;
import io.msdatuner.variants.worker.LaunchRefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the artifacts' own arithmetic. */
final class UbBudgetTest {
    private static final int DRAWS = 3_000;
    private static final List<String> FAMILIES = List.of("pair", "corner", "quad");

    private static final int WIDEST = 20_000;
    private static final int DRAWS_OF_A_SHAPE = 200;

    private final AscendBackend backend = Simulation.backend();
    private final NpuFacts npu = backend.npu(Simulation.device(backend));
    /** By family and dtype. */
    private final Map<String, AscendKernelLibrary> artifacts = new HashMap<>();

    /** Seed 5; the same on every run. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void reservesAndRefusesWhatTheArtifactDoes(Kernel kernel) throws InterruptedException, LaunchRefusedException {
        var random = new SplittableRandom(5);
        var refused = 0;
        for (var i = 0; i < DRAWS; i++) {
            var shape = shape(random);
            var family = FAMILIES.get(random.nextInt(FAMILIES.size()));
            var configuration = ofFamily(kernel, family, configuration(kernel, shape, random));
            var expected = reserved(kernel, shape, configuration);
            assertThat(ask(artifact(kernel, family, shape.dtype()), kernel, shape, configuration))
                    .as("%s of %s", configuration, shape)
                    .isEqualTo(expected);
            refused += expected < 0 ? 1 : 0;
        }
        assertThat(refused).isBetween(DRAWS / 10, DRAWS * 9 / 10);
    }

    /** Every valid configuration of these families fits the artifacts, for every shape that is shipped. Seed 6. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void letsTheArtifactsTakeWhateverIsValidForTheCatalogue(Kernel kernel)
            throws InterruptedException, LaunchRefusedException {
        var random = new SplittableRandom(6);
        var device = Simulation.device(backend);
        var drawn = 0;
        for (var workload : WorkloadCatalogue.all()) {
            for (var shape : workload.shapes()) {
                var space = backend.space(kernel, shape, device);
                for (var i = 0; i < DRAWS_OF_A_SHAPE; i++) {
                    var family = FAMILIES.get(random.nextInt(FAMILIES.size()));
                    var configuration = ofFamily(kernel, family, space.random(random));
                    if (space.contains(configuration)) {
                        assertThat(ask(artifact(kernel, family, shape.dtype()), kernel, shape, configuration))
                                .as("%s of %s", configuration, shape)
                                .isBetween(1L, npu.ubBytes() - 8 * 1024 - 256);
                        drawn++;
                    }
                }
            }
        }
        assertThat(drawn).isGreaterThan(1_000);
    }

    private long reserved(Kernel kernel, Shape shape, Configuration configuration) {
        var budget = new UbBudget(kernel, shape, npu.ubBytes());
        return budget.fits(configuration) ? budget.bytes(configuration) : -1;
    }

    private static Shape shape(SplittableRandom random) {
        var heads = 1 << random.nextInt(5);
        var width = random.nextInt(4) == 0 ? WIDEST : 5;
        var levels = "%dx%d".formatted(1 + random.nextInt(2), width) + ",3x3".repeat(random.nextInt(8));
        return Shape.parse("B=1 Q=1000 H=%d C=%d P=%d levels=%s dtype=%s"
                .formatted(heads, 1 + random.nextInt(300), 1 + random.nextInt(16), levels, dtype(random)));
    }

    private static DType dtype(SplittableRandom random) {
        return random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT16;
    }

    private Configuration configuration(Kernel kernel, Shape shape, SplittableRandom random) {
        var values = new HashMap<String, Value>();
        for (var parameter : AscendParameters.of(kernel, shape, Math.toIntExact(npu.vectorCores()))) {
            values.put(parameter.name(), pick(parameter, random));
        }
        values.put(COPY, Value.of("padded"));
        values.put(BLOCKS, Value.of(1));
        return Configuration.of(values);
    }

    private static Configuration ofFamily(Kernel kernel, String family, Configuration configuration) {
        var gathering = configuration.with(GATHER, Value.of(family));
        return kernel == Kernel.MSDA_BACKWARD ? gathering.with(SCATTER, Value.of(family)) : gathering;
    }

    private static Value pick(Parameter parameter, SplittableRandom random) {
        return parameter.values().get(random.nextInt(parameter.values().size()));
    }

    private AscendKernelLibrary artifact(Kernel kernel, String family, DType dtype) throws InterruptedException {
        var built = artifacts.get(family + dtype);
        if (built == null) {
            built = build(kernel, family, dtype);
            artifacts.put(family + dtype, built);
        }
        return built;
    }

    private AscendKernelLibrary build(Kernel kernel, String family, DType dtype) throws InterruptedException {
        var device = Simulation.device(backend);
        var shape = Shape.parse("B=1 Q=1000 H=4 C=7 P=4 levels=4x5 dtype=" + dtype);
        var configuration = ofFamily(kernel, family, backend.defaultConfiguration(kernel, shape, device))
                .with(QUERY_TILE, Value.of(1))
                .with(HEAD_TILE, Value.of(1))
                .with(POINT_CHUNK, Value.of(AscendParameters.SMALLEST_CHUNK));
        var result = backend.builder(device).build(new Variant(kernel, shape, Candidate.tuned(configuration)));
        assertThat(result).isInstanceOf(BuildResult.Built.class);
        var file = ((BuildResult.Built) result).artifact().file();
        return Native.load(file.toString(), AscendKernelLibrary.class);
    }

    private long ask(AscendKernelLibrary artifact, Kernel kernel, Shape shape, Configuration configuration)
            throws LaunchRefusedException {
        Map<String, Long> launch = new HashMap<>();
        for (var parameter : AscendParameters.of(kernel, shape, Math.toIntExact(npu.vectorCores()))) {
            if (parameter.stage() == Stage.LAUNCH_TIME) {
                var value = configuration.value(parameter.name());
                launch.put(parameter.name(), value.isWhole() ? value.asLong() : parameter.positionOf(value));
            }
        }
        var values = LaunchArguments.inOrder(artifact.msda_ascend_describe(), launch);
        return artifact.msda_ascend_ub_bytes(AscendKernelLibrary.Problem.of(shape), values, values.length);
    }
}
