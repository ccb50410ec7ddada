package io.msdatuner.variants.cpu;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** The C interface of an artifact, native/cpu/msda_abi.h. */
interface MsdaLibrary extends Library {
    int ABI_VERSION = 1;
    int OK = 0;
    int REFUSED_ARGUMENT = 1;
    int REFUSED_MEMORY = 2;
    int REFUSED_THREADS = 3;

    int msda_abi_version();

    String msda_describe();

    long msda_scratch_bytes(Problem problem, long[] launch, long launchCount);

    int msda_open(Problem problem, long[] launch, long launchCount, PointerByReference plan);

    int msda_run(Pointer plan);

    int msda_time(Pointer plan, long launches, long[] samplesNs, @Nullable Pointer evict, long evictBytes);

    void msda_close(Pointer plan);

    /** struct msda_problem. */
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
        "levelStart",
        "value",
        "locations",
        "weights",
        "gradOutput",
        "output",
        "gradValue",
        "gradLocations",
        "gradWeights"
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
        public @Nullable Pointer value;
        public @Nullable Pointer locations;
        public @Nullable Pointer weights;
        public @Nullable Pointer gradOutput;
        public @Nullable Pointer output;
        public @Nullable Pointer gradValue;
        public @Nullable Pointer gradLocations;
        public @Nullable Pointer gradWeights;
    }
}
