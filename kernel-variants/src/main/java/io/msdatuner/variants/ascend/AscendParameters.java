package io.msdatuner.variants.ascend;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The parameters of the tuned Ascend kernels; native/ascend/README.md says what each does and why it can win. */
final class AscendParameters {
    static final String GATHER = "gather";
    static final String SCATTER = "scatter";
    static final String VALUE_BUFFERS = "valueBuffers";
    static final String COPY = "copy";
    static final String AUTO_SYNC = "autoSync";
    static final String BLOCKS = "blocks";
    static final String QUERY_TILE = "queryTile";
    static final String HEAD_TILE = "headTile";
    static final String POINT_CHUNK = "pointChunk";
    static final String PARTITION = "partition";
    static final String RESIDENT_LEVELS = "residentLevels";
    static final String TILE_BUFFERS = "tileBuffers";
    static final String ADDITION_BUFFERS = "additionBuffers";
    static final String STAGGER = "stagger";

    /** Of {@link #GATHER} and {@link #SCATTER}: all pixels of a point by one copy, from or to a head's own plane. */
    static final String QUAD = "quad";

    /** Of {@link #SCATTER}: quads, to planes that no two cores share, in an order that is the same on each run. */
    static final String OWNED = "owned";

    /** Of {@link #PARTITION}: a range of the tiles of one head after another, so that a core keeps to few heads. */
    static final String HEAD_MAJOR = "headMajor";

    /** Of {@link #STAGGER}. */
    static final String NONE = "none";

    static final int SMALLEST_CHUNK = 8;

    private static final int FEW_LEVELS = 4;

    private AscendParameters() {}

    /**
     * All parameters of a kernel for a shape.
     *
     * @param cores vector cores that a kernel can be launched on
     */
    static List<Parameter> of(Kernel kernel, Shape shape, int cores) {
        var parameters = new ArrayList<>(List.of(
                Parameter.compileTime(GATHER, "pair", "corner", QUAD),
                Parameter.compileTime(COPY, "aligned", "padded"),
                Parameter.compileTime(AUTO_SYNC, "off", "on"),
                Parameter.launchTime(BLOCKS, blocks(cores).toArray()),
                Parameter.launchTime(QUERY_TILE, 1, 2, 4, 8, 16, 32, 64, 128),
                Parameter.launchTime(HEAD_TILE, divisors(shape.heads()).toArray()),
                Parameter.launchTime(POINT_CHUNK, SMALLEST_CHUNK, 16, 32, 64),
                Parameter.launchTime(PARTITION, "contiguous", "cyclic", HEAD_MAJOR),
                Parameter.launchTime(
                        RESIDENT_LEVELS, residentLevels(shape.levelCount()).toArray()),
                Parameter.launchTime(VALUE_BUFFERS, 1, 2, 3)));
        if (kernel == Kernel.MSDA_FORWARD) {
            parameters.add(Parameter.launchTime(TILE_BUFFERS, 1, 2));
        } else {
            parameters.add(Parameter.compileTime(SCATTER, "pair", "corner", QUAD, OWNED));
            parameters.add(Parameter.launchTime(ADDITION_BUFFERS, 1, 2));
            parameters.add(Parameter.launchTime(STAGGER, NONE, "groups", "chunks"));
        }
        return parameters;
    }

    /** All of the cores and less in steps of an eighth, because a launch costs more on more cores; and one alone. */
    private static List<Integer> blocks(int cores) {
        var blocks = new TreeSet<>(List.of(1));
        for (var eighths = 1; eighths <= 8; eighths++) {
            blocks.add(Math.max(1, cores * eighths / 8));
        }
        return List.copyOf(blocks);
    }

    /** None to a few, and all: with many levels every number between would make spaces too large to enumerate. */
    private static List<Integer> residentLevels(int levels) {
        return IntStream.rangeClosed(0, levels)
                .filter(some -> some <= FEW_LEVELS || some == levels)
                .boxed()
                .toList();
    }

    private static List<Integer> divisors(int number) {
        return IntStream.rangeClosed(1, number)
                .filter(divisor -> number % divisor == 0)
                .boxed()
                .toList();
    }
}
