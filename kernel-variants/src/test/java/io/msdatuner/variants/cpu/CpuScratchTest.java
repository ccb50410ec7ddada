package io.msdatuner.variants.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.variants.worker.LaunchArguments;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CpuScratchTest {
    private static final int BUILDS = 3;
    private static final int LAUNCHES = 20;

    @TempDir
    Path folder;

    /** The sample is of seed 2: three artifacts for each kernel and dtype, with all launch-time values that fit them. */
    @Test
    void isWhatTheArtifactAnswers() throws Exception {
        var backend = new CpuBackend(folder, System.getenv());
        var device = backend.devices().get(0);
        var spaces = new CpuSpaces(HostCpu.detect().cores(), 4L << 30);
        var random = new SplittableRandom(2);
        for (var dtype : new DType[] {DType.FLOAT32, DType.BFLOAT16}) {
            var shape =
                    Shape.parse("B=2 Q=37 H=4 C=33 P=3 levels=13x17,7x9,1x1").withDtype(dtype);
            for (var kernel : Kernel.values()) {
                var space = spaces.space(kernel, shape);
                for (var i = 0; i < BUILDS; i++) {
                    var variant = new Variant(kernel, shape, Candidate.tuned(space.random(random)));
                    var built = (BuildResult.Built) backend.builder(device).build(variant);
                    compare(built.artifact().file(), spaces, variant, random);
                }
            }
        }
    }

    private static void compare(Path artifact, CpuSpaces spaces, Variant built, SplittableRandom random)
            throws Exception {
        var library = Native.load(artifact.toString(), MsdaLibrary.class);
        var space = spaces.space(built.kernel(), built.shape());
        try (var heights = sides(built.shape(), true);
                var widths = sides(built.shape(), false);
                var starts = AlignedMemory.of(new long[] {0, 221, 284})) {
            var problem = sizes(built.shape(), heights, widths, starts);
            for (var i = 0; i < LAUNCHES; i++) {
                // The artifact's own compile-time values with another configuration's launch-time values.
                var values = new TreeMap<>(built.candidate().configuration().values());
                var other = space.random(random);
                for (var name : new String[] {"threads", "queryTile", "prefetch", "partition", "headBlock"}) {
                    values.put(name, other.value(name));
                }
                var configuration = new Configuration(values);
                if (space.contains(configuration)) {
                    var variant = new Variant(built.kernel(), built.shape(), Candidate.tuned(configuration));
                    var launch = LaunchArguments.inOrder(library.msda_describe(), spaces.launch(variant));
                    assertThat(new CpuScratch(built.kernel(), built.shape()).bytes(configuration))
                            .as(configuration.toString())
                            .isEqualTo(library.msda_scratch_bytes(problem, launch, launch.length));
                }
            }
        }
    }

    private static AlignedMemory sides(Shape shape, boolean height) {
        return AlignedMemory.of(shape.levels().stream()
                .mapToLong(height ? Level::height : Level::width)
                .toArray());
    }

    private static MsdaLibrary.Problem sizes(
            Shape shape, AlignedMemory heights, AlignedMemory widths, AlignedMemory starts) {
        var problem = new MsdaLibrary.Problem();
        problem.batch = shape.batch();
        problem.queries = shape.queries();
        problem.heads = shape.heads();
        problem.channels = shape.channels();
        problem.levels = shape.levelCount();
        problem.points = shape.points();
        problem.pixels = shape.pixels();
        problem.levelHeight = heights.pointer();
        problem.levelWidth = widths.pointer();
        problem.levelStart = starts.pointer();
        return problem;
    }
}
