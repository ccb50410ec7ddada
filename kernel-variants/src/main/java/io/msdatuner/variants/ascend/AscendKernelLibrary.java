package io.msdatuner.variants.ascend;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.Shape;
import org.jspecify.annotations.Nullable;

/** The C interface of an artifact, native/ascend/msda_ascend.h. */
interface AscendKernelLibrary extends Library {
    int ABI_VERSION = 3;
    int OK = 0;
    int TILING_BYTES = 1_024;
    /** Buffers that a launch may use for itself. */
    int WORKSPACES = 12;

    int msda_ascend_abi_version();

    String msda_ascend_describe();

    long msda_ascend_ub_bytes(Problem problem, long[] launch, long launchCount);

    int msda_ascend_tiling(Problem problem, long[] launch, long launchCount, Memory tiling, long capacity);

    /** Writes the bytes of each of {@link #WORKSPACES} buffers, 0 for none. */
    int msda_ascend_workspaces(Problem problem, long[] launch, long launchCount, long[] bytes);

    /** Returns an AscendCL error code. */
    int msda_ascend_launch(Arguments arguments, long argumentsBytes, int blocks, Pointer stream, long launches);

    /** struct msda_ascend_problem. */
    @Structure.FieldOrder({
        "batch",
        "queries",
        "heads",
        "channels",
        "levels",
        "points",
        "pixels",
        "levelHeight",
        "levelWidth",
        "levelStart"
    })
    final class Problem extends Structure {
        public long batch;
        public long queries;
        public long heads;
        public long channels;
        public long levels;
        public long points;
        public long pixels;
        public @Nullable Pointer levelHeight;
        public @Nullable Pointer levelWidth;
        public @Nullable Pointer levelStart;

        static Problem of(Shape shape) {
            var problem = new Problem();
            problem.batch = shape.batch();
            problem.queries = shape.queries();
            problem.heads = shape.heads();
            problem.channels = shape.channels();
            problem.levels = shape.levelCount();
            problem.points = shape.points();
            problem.pixels = shape.pixels();
            var levels = shape.levels();
            problem.levelHeight = array(levels.stream().mapToLong(Level::height).toArray());
            problem.levelWidth = array(levels.stream().mapToLong(Level::width).toArray());
            problem.levelStart = array(shape.levelStarts());
            problem.write();
            return problem;
        }

        /** The structure's fields keep the memory alive. */
        private static Memory array(long... values) {
            var memory = new Memory(values.length * (long) Long.BYTES);
            memory.write(0, values, 0, values.length);
            return memory;
        }
    }

    /** struct msda_ascend_arguments: device addresses. */
    @Structure.FieldOrder({
        "value",
        "locations",
        "weights",
        "gradOutput",
        "output",
        "gradValue",
        "gradLocations",
        "gradWeights",
        "tiling",
        "gradValueBytes",
        "workspace",
        "workspaceBytes",
        "levels"
    })
    final class Arguments extends Structure {
        public long value;
        public long locations;
        public long weights;
        public long gradOutput;
        public long output;
        public long gradValue;
        public long gradLocations;
        public long gradWeights;
        public long tiling;
        public long gradValueBytes;
        public long[] workspace = new long[WORKSPACES];
        public long[] workspaceBytes = new long[WORKSPACES];
        public long levels;
    }
}
