package io.msdatuner.variants.cpu;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.variants.worker.LaunchArguments;
import io.msdatuner.variants.worker.LaunchRefusedException;
import io.msdatuner.variants.worker.LoadedVariant;
import java.nio.file.Path;
import java.util.Map;

/** A shared object with a plan for the session's problem. Launches and their clock are inside C. */
final class CpuArtifact implements LoadedVariant {
    private final NativeLibrary handle;
    private final MsdaLibrary library;
    private final Pointer plan;
    private final EvictionBuffer eviction;

    private CpuArtifact(NativeLibrary handle, MsdaLibrary library, Pointer plan, EvictionBuffer eviction) {
        this.handle = handle;
        this.library = library;
        this.plan = plan;
        this.eviction = eviction;
    }

    static CpuArtifact load(
            Path artifact, MsdaLibrary.Problem problem, Map<String, Long> launch, EvictionBuffer eviction)
            throws LaunchRefusedException {
        try {
            var handle = NativeLibrary.getInstance(artifact.toString());
            var library = Native.load(artifact.toString(), MsdaLibrary.class);
            return new CpuArtifact(handle, library, open(library, problem, launch), eviction);
        } catch (UnsatisfiedLinkError e) {
            throw new LaunchRefusedException("cannot load " + artifact.getFileName() + ": " + e.getMessage());
        }
    }

    private static Pointer open(MsdaLibrary library, MsdaLibrary.Problem problem, Map<String, Long> launch)
            throws LaunchRefusedException {
        if (library.msda_abi_version() != MsdaLibrary.ABI_VERSION) {
            throw new LaunchRefusedException("the artifact has ABI version %d, this tuner needs %d"
                    .formatted(library.msda_abi_version(), MsdaLibrary.ABI_VERSION));
        }
        var values = LaunchArguments.inOrder(library.msda_describe(), launch);
        var plan = new PointerByReference();
        check(library.msda_open(problem, values, values.length, plan), "opening a plan");
        return plan.getValue();
    }

    @Override
    public void run() throws LaunchRefusedException {
        check(library.msda_run(plan), "a launch");
    }

    @Override
    public long[] time(int launches, CachePolicy cache) throws LaunchRefusedException {
        var samplesNs = new long[launches];
        if (cache == CachePolicy.WARM) {
            check(library.msda_time(plan, launches, samplesNs, null, 0), "a timed launch");
        } else {
            var evict = eviction.memory();
            check(library.msda_time(plan, launches, samplesNs, evict.pointer(), evict.bytes()), "a timed launch");
        }
        return samplesNs;
    }

    @Override
    public void close() {
        library.msda_close(plan);
        handle.close();
    }

    private static void check(int status, String what) throws LaunchRefusedException {
        if (status != MsdaLibrary.OK) {
            throw new LaunchRefusedException(
                    switch (status) {
                        case MsdaLibrary.REFUSED_ARGUMENT -> what + " was refused: an argument it cannot run";
                        case MsdaLibrary.REFUSED_MEMORY -> what + " was refused: not enough memory for scratch";
                        case MsdaLibrary.REFUSED_THREADS ->
                            what + " was refused: its threads cannot be started and pinned";
                        default -> what + " was refused with status " + status;
                    });
        }
    }
}
