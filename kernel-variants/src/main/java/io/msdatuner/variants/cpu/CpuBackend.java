package io.msdatuner.variants.cpu;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.LaunchContract;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.variants.worker.DeviceCare;
import io.msdatuner.variants.worker.HostLimits;
import io.msdatuner.variants.worker.HostMemory;
import io.msdatuner.variants.worker.LaunchPlan;
import io.msdatuner.variants.worker.WorkerBackend;
import io.msdatuner.variants.worker.WorkerCommand;
import io.msdatuner.variants.worker.WorkerRunner;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The host's CPU with its C++ compiler. Artifacts and sources live below the data directory. */
public final class CpuBackend implements WorkerBackend {
    private final HostCpu cpu;
    private final HostMemory memory;
    private final CpuSpaces spaces;
    private final Path dataDirectory;
    private final Map<String, String> environment;
    private @Nullable Compiler compiler;
    private @Nullable String toolchain;
    private @Nullable CpuSources sources;

    /** @param environment {@code PATH}, {@code CXX}, {@value FaultInjection#VARIABLE} and {@value ScratchLimit#VARIABLE} are
     *     read from it */
    public CpuBackend(Path dataDirectory, Map<String, String> environment) {
        this.cpu = HostCpu.detect();
        this.memory = HostMemory.detect();
        this.spaces = new CpuSpaces(cpu.cores(), ScratchLimit.of(environment).bytes());
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return HostCpu.BACKEND;
    }

    @Override
    public List<Device> devices() {
        return List.of(cpu.device());
    }

    @Override
    public Optional<String> refusal(Kernel kernel, Shape shape, Device device) {
        return new HostLimits(memory, EnumSet.allOf(DType.class))
                .refusal(name(), kernel, shape)
                .or(() -> scratchRefusal(kernel, shape));
    }

    private Optional<String> scratchRefusal(Kernel kernel, Shape shape) {
        var beyond = spaces.bytesBeyondLimit(kernel, shape);
        return beyond <= 0
                ? Optional.empty()
                : Optional.of("every configuration needs scratch memory at least %d bytes beyond the limit; raise %s"
                        .formatted(beyond, ScratchLimit.VARIABLE));
    }

    @Override
    public Space space(Kernel kernel, Shape shape, Device device) {
        return spaces.space(kernel, shape);
    }

    @Override
    public OptionalLong scratchBytes(Kernel kernel, Shape shape, Device device, Configuration configuration) {
        return OptionalLong.of(new CpuScratch(kernel, shape).bytes(configuration));
    }

    @Override
    public Configuration defaultConfiguration(Kernel kernel, Shape shape, Device device) {
        return spaces.defaultConfiguration(kernel, shape);
    }

    @Override
    public List<Configuration> warmStarts(Kernel kernel, Shape shape, Device device) {
        return CpuWarmStarts.of(kernel, spaces.space(kernel, shape), spaces.defaultConfiguration(kernel, shape));
    }

    @Override
    public synchronized String toolchain() {
        var known = toolchain;
        if (known == null) {
            known = compiler().toolchain();
            toolchain = known;
        }
        return known;
    }

    @Override
    public String sourceDigest(Kernel kernel) {
        return sources().digest(kernel);
    }

    @Override
    public Optional<LaunchContract> launchContract() {
        return Optional.of(new LaunchContract(
                "shared-object", MsdaLibrary.ABI_VERSION, "msda_open", sources().abiHeader()));
    }

    @Override
    public VariantBuilder builder(Device device) {
        var faults = Optional.ofNullable(environment.get(FaultInjection.VARIABLE))
                .map(FaultInjection::parse)
                .orElseGet(FaultInjection::none);
        var target = String.join(" ", cpu.flags().stream().sorted().toList());
        return new CpuVariantBuilder(
                compiler(),
                new CpuVariantBuilder.Ingredients(sources(), spaces, faults),
                target,
                dataDirectory.resolve("artifacts"));
    }

    /** A measurement uses all cores, so nothing is built beside it. */
    @Override
    public BuildSlots buildSlots(Device device) {
        return new BuildSlots(cpu.cores(), false);
    }

    @Override
    public WorkerRunner runner(Device device) {
        return new WorkerRunner(DeviceCare.of(workerCommand(device)), new Launches());
    }

    private WorkerCommand workerCommand(Device device) {
        var arguments = List.of(device.id(), Long.toString(memory.lastLevelCacheBytes()));
        return new WorkerCommand(CpuWorker.class.getName(), dataDirectory.resolve("logs"), arguments, Map.of());
    }

    private synchronized Compiler compiler() {
        var found = compiler;
        if (found == null) {
            found = Compiler.find(environment);
            compiler = found;
        }
        return found;
    }

    private synchronized CpuSources sources() {
        var installed = sources;
        if (installed == null) {
            installed = new CpuSources(dataDirectory.resolve("sources"));
            sources = installed;
        }
        return installed;
    }

    private final class Launches implements LaunchPlan {
        @Override
        public Map<String, Long> launch(Variant variant) {
            return spaces.launch(variant);
        }

        @Override
        public Determinism declares(Variant variant) {
            return spaces.declares(variant);
        }
    }
}
