package io.msdatuner.variants.cpu;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.space.Assignment;
import io.msdatuner.core.space.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The parameters of the tuned CPU kernels; native/cpu/README.md says what each does and why it can win. */
final class CpuParameters {
    static final String LAYOUT = "layout";
    static final String HEAD_PLANE = "headPlane";
    static final String LEVEL_PLANE = "levelPlane";
    static final String PHASES = "phases";
    static final String VECTOR_BYTES = "vectorBytes";
    static final String OUTSIDE = "outside";
    static final String GRAD_VALUE = "gradValue";
    static final String PASSES = "passes";
    static final String THREADS = "threads";
    static final String PARTITION = "partition";
    static final String QUERY_TILE = "queryTile";
    static final String PREFETCH = "prefetch";
    static final String HEAD_BLOCK = "headBlock";
    static final int SMALLEST_TILE = 4;
    static final int NARROWEST_VECTOR = 16;

    private CpuParameters() {}

    /** Whether each member gathers from a plane that it copied itself. */
    static boolean hasOwnPlane(Assignment values) {
        return values.is(LAYOUT, HEAD_PLANE) || values.is(LAYOUT, LEVEL_PLANE);
    }

    /**
     * All parameters of a kernel.
     *
     * @param cores CPUs that a team of threads can be pinned to
     */
    static List<Parameter> of(Kernel kernel, int cores) {
        var backward = kernel == Kernel.MSDA_BACKWARD;
        var parameters = new ArrayList<>(List.of(
                backward
                        ? Parameter.compileTime(LAYOUT, "bnhc", "bhnc", HEAD_PLANE)
                        : Parameter.compileTime(LAYOUT, "bnhc", "bhnc", HEAD_PLANE, LEVEL_PLANE),
                Parameter.compileTime(PHASES, "fused", "twoPhase"),
                Parameter.compileTime(OUTSIDE, "skip", "zero"),
                Parameter.compileTime(VECTOR_BYTES, NARROWEST_VECTOR, 32, 64)));
        if (backward) {
            parameters.add(Parameter.compileTime(GRAD_VALUE, "headOwner", "levelOwner", "private", "atomic"));
            parameters.add(Parameter.compileTime(PASSES, "joint", "separate"));
        }
        parameters.addAll(List.of(
                Parameter.launchTime(THREADS, threads(cores).toArray()),
                backward
                        ? Parameter.launchTime(PARTITION, "static", "dynamic", "batchHead", "batchHeadLevel")
                        : Parameter.launchTime(PARTITION, "static", "dynamic", "batchHead"),
                Parameter.launchTime(QUERY_TILE, SMALLEST_TILE, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096),
                Parameter.launchTime(PREFETCH, 0, 2, 4, 8, 16),
                Parameter.launchTime(HEAD_BLOCK, 1, 2, 4, 8, 16)));
        return parameters;
    }

    /** Powers of two up to the number of cores, and that number. */
    private static List<Integer> threads(int cores) {
        var threads = new TreeSet<Integer>();
        for (var count = 1; count < cores; count *= 2) {
            threads.add(count);
        }
        threads.add(cores);
        return List.copyOf(threads);
    }
}
