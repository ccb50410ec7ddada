package io.msdatuner.variants.ascend;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.ModelBand;
import io.msdatuner.variants.worker.LaunchArguments;
import io.msdatuner.variants.worker.LaunchRefusedException;
import io.msdatuner.variants.worker.LoadedVariant;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A shared object with the tiling data of the session's problem and its own memory on the device. */
final class AscendArtifact implements LoadedVariant {
    private static final String LAUNCH = "msda_ascend_launch";
    private static final String BLOCKS = "blocks";

    private final NativeLibrary handle;
    private final AscendKernelLibrary library;
    private final AscendClock clock;
    private final Problem problem;
    private final AclBuffer tiling;
    private final AscendWorkspace workspace;
    private final int blocks;
    /** Kept, because the clock may have timed another variant since. */
    private Optional<ModelBand> band = Optional.empty();

    /** What is launched: the session's shape and its buffers, whose tiling each artifact replaces by its own. */
    record Problem(Shape shape, AscendKernelLibrary.Arguments arguments) {}

    private AscendArtifact(
            NativeLibrary handle, AscendKernelLibrary library, AscendClock clock, Problem problem, Tiling tiling) {
        this.handle = handle;
        this.library = library;
        this.clock = clock;
        this.problem = problem;
        this.tiling = tiling.buffer();
        this.workspace = tiling.workspace();
        this.blocks = tiling.blocks();
    }

    private record Tiling(AclBuffer buffer, AscendWorkspace workspace, int blocks) {}

    static AscendArtifact load(Path artifact, AscendClock clock, Problem problem, Map<String, Long> launch)
            throws LaunchRefusedException {
        try {
            var handle = NativeLibrary.getInstance(artifact.toString());
            var library = Native.load(artifact.toString(), AscendKernelLibrary.class);
            return new AscendArtifact(handle, library, clock, problem, tile(library, clock, problem.shape(), launch));
        } catch (UnsatisfiedLinkError e) {
            throw new LaunchRefusedException("cannot load " + artifact.getFileName() + ": " + e.getMessage());
        } catch (AclException e) {
            throw e.asRefusal();
        }
    }

    private static Tiling tile(AscendKernelLibrary library, AscendClock clock, Shape shape, Map<String, Long> launch)
            throws LaunchRefusedException {
        if (library.msda_ascend_abi_version() != AscendKernelLibrary.ABI_VERSION) {
            throw new LaunchRefusedException("the artifact has ABI version %d, this tuner needs %d"
                    .formatted(library.msda_ascend_abi_version(), AscendKernelLibrary.ABI_VERSION));
        }
        var values = LaunchArguments.inOrder(library.msda_ascend_describe(), launch);
        try (var tiling = new Memory(AscendKernelLibrary.TILING_BYTES)) {
            tiling.clear();
            var sizes = AscendKernelLibrary.Problem.of(shape);
            if (library.msda_ascend_tiling(sizes, values, values.length, tiling, tiling.size())
                    != AscendKernelLibrary.OK) {
                throw new LaunchRefusedException(
                        "the artifact refuses %s for %s".formatted(new TreeMap<>(launch), shape));
            }
            var bytes = new long[AscendKernelLibrary.WORKSPACES];
            library.msda_ascend_workspaces(sizes, values, values.length, bytes);
            return place(clock.device(), tiling, bytes, Math.toIntExact(launch.getOrDefault(BLOCKS, 1L)));
        }
    }

    private static Tiling place(AclDevice device, Memory tiling, long[] workspaces, int blocks) {
        var buffer = AclBuffer.of(device, tiling);
        try {
            return new Tiling(buffer, AscendWorkspace.of(device, workspaces), blocks);
        } catch (AclException e) {
            buffer.close();
            throw e;
        }
    }

    @Override
    public void run() throws LaunchRefusedException {
        try {
            clock.run(this::enqueue);
        } catch (AclException e) {
            throw e.asRefusal();
        }
    }

    @Override
    public long[] time(int launches, CachePolicy cache) throws LaunchRefusedException {
        try {
            var samplesNs = clock.time(this::enqueue, launches, cache);
            band = clock.band();
            return samplesNs;
        } catch (AclException e) {
            throw e.asRefusal();
        }
    }

    @Override
    public Optional<ModelBand> band() {
        return band;
    }

    private void enqueue(int launches) {
        var arguments = problem.arguments();
        arguments.tiling = tiling.address();
        workspace.nameIn(arguments);
        arguments.write();
        var stream = clock.device().stream();
        var code = library.msda_ascend_launch(arguments, arguments.size(), blocks, stream, launches);
        clock.device().acl().check(LAUNCH, code);
    }

    @Override
    public void close() {
        try {
            workspace.close();
            tiling.close();
        } catch (AclException e) {
            throw e.asTrouble();
        } finally {
            handle.close();
        }
    }
}
