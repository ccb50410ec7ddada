package io.msdatuner.variants.ascend;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.Fingerprint;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.LaunchContract;
import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.variants.worker.HostLimits;
import io.msdatuner.variants.worker.HostMemory;
import io.msdatuner.variants.worker.WorkerBackend;
import io.msdatuner.variants.worker.WorkerCommand;
import io.msdatuner.variants.worker.WorkerRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The NPUs of this host with their CANN toolkit, or simulated ones. Artifacts and sources live below the data directory. */
public final class AscendBackend implements WorkerBackend {
    private final AscendHost host;
    private final HostLimits limits = new HostLimits(HostMemory.detect(), EnumSet.of(DType.FLOAT32, DType.FLOAT16));
    private final Path dataDirectory;
    private final Map<NpuFacts, AscendSpaces> spaces = new ConcurrentHashMap<>();
    private final Map<NpuFacts, NpuCare> cares = new ConcurrentHashMap<>();
    private @Nullable AscendSources sources;

    private AscendBackend(AscendHost host, Path dataDirectory) {
        this.host = host;
        this.dataDirectory = dataDirectory.toAbsolutePath();
    }

    /**
     * The NPUs that this host's CANN finds.
     *
     * @param environment {@code ASCEND_HOME_PATH} and {@code LD_LIBRARY_PATH} are read from it
     */
    public static AscendBackend installed(Path dataDirectory, Map<String, String> environment) {
        var host = new InstalledNpus(dataDirectory.toAbsolutePath().resolve("logs"), environment);
        return new AscendBackend(host, dataDirectory);
    }

    /**
     * One simulated NPU of each chip that there is a profile of.
     *
     * @param notices hears when something is built that takes a while
     */
    public static AscendBackend simulated(
            Path dataDirectory, Map<String, String> environment, Consumer<String> notices) {
        var host = new SimulatedNpus(dataDirectory.toAbsolutePath(), environment, notices);
        return new AscendBackend(host, dataDirectory);
    }

    @Override
    public String name() {
        return host.backend();
    }

    @Override
    public List<Device> devices() {
        return host.devices().stream().map(this::device).toList();
    }

    AscendHost host() {
        return host;
    }

    Path logs() {
        return dataDirectory.resolve("logs");
    }

    /** Why {@link #devices} is empty, and what to do; empty if it is not. */
    public Optional<String> trouble() {
        return host.trouble();
    }

    private Device device(NpuFacts npu) {
        var facts = new TreeMap<>(host.facts(npu));
        facts.put("model", npu.socName());
        facts.put("aiCores", Long.toString(npu.aiCores()));
        facts.put("vectorCores", Long.toString(npu.vectorCores()));
        facts.put("ubBytes", Long.toString(npu.ubBytes()));
        facts.put("l2Bytes", Long.toString(npu.l2Bytes()));
        facts.put("memoryBytes", Long.toString(npu.memoryBytes()));
        return new Device(npu.deviceId(), name(), npu.deviceClass(), npu.provenance(), new Fingerprint(facts));
    }

    @Override
    public Optional<String> refusal(Kernel kernel, Shape shape, Device device) {
        var npu = npu(device);
        return npu.chip()
                .refusal(npu.socName())
                .or(() -> limits.refusal(name(), kernel, shape))
                .or(() -> memoryRefusal(npu, kernel, shape))
                .or(() -> spaces(npu).refusal(kernel, shape));
    }

    private static Optional<String> memoryRefusal(NpuFacts npu, Kernel kernel, Shape shape) {
        var needed = shape.bytes(kernel);
        return needed <= npu.memoryBytes()
                ? Optional.empty()
                : Optional.of("its tensors take %d MiB, %s has %d MiB"
                        .formatted(needed >> 20, npu.socName(), npu.memoryBytes() >> 20));
    }

    @Override
    public Space space(Kernel kernel, Shape shape, Device device) {
        return spaces(npu(device)).space(kernel, shape);
    }

    @Override
    public Configuration defaultConfiguration(Kernel kernel, Shape shape, Device device) {
        return spaces(npu(device)).defaultConfiguration(kernel, shape);
    }

    @Override
    public Set<String> implementations() {
        return sources().implementations();
    }

    @Override
    public String toolchain() {
        return host.compiler() + " " + String.join(" ", AscendVariantBuilder.FLAGS);
    }

    @Override
    public String sourceDigest(Kernel kernel) {
        return sources().digest();
    }

    @Override
    public Optional<LaunchContract> launchContract() {
        return Optional.of(new LaunchContract(
                "shared-object",
                AscendKernelLibrary.ABI_VERSION,
                "msda_ascend_launch",
                sources().abiHeader()));
    }

    @Override
    public VariantBuilder builder(Device device) {
        var npu = npu(device);
        return new AscendVariantBuilder(
                toolkit(), toolchain(), sources(), spaces(npu), dataDirectory.resolve("artifacts"));
    }

    /** A launch uses the NPU, or simulated time; so the host's cores are free for compilers. */
    @Override
    public BuildSlots buildSlots(Device device) {
        return new BuildSlots(Runtime.getRuntime().availableProcessors(), true);
    }

    @Override
    public WorkerRunner runner(Device device) {
        var npu = npu(device);
        return new WorkerRunner(cares.computeIfAbsent(npu, this::care), spaces(npu));
    }

    private NpuCare care(NpuFacts npu) {
        return new NpuCare(npu.deviceId(), List.of(workerCommand(npu, false), workerCommand(npu, true)));
    }

    private WorkerCommand workerCommand(NpuFacts npu, boolean reset) {
        var arguments = new ArrayList<>(List.of(
                npu.deviceId(),
                Integer.toString(npu.index()),
                toolkit().library().toString()));
        if (reset) {
            arguments.add(AscendWorker.RESET);
        }
        return new WorkerCommand(AscendWorker.class.getName(), logs(), arguments, environment(npu));
    }

    private AscendToolkit toolkit() {
        try {
            return host.toolkit();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Map<String, String> environment(NpuFacts npu) {
        try {
            return host.environment(npu);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static MissingToolchainException interrupted() {
        Thread.currentThread().interrupt();
        return new MissingToolchainException("interrupted while the toolkit was built");
    }

    NpuFacts npu(Device device) {
        return host.devices().stream()
                .filter(npu -> npu.deviceId().equals(device.id()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("backend %s has no device %s".formatted(name(), device.id())));
    }

    private AscendSpaces spaces(NpuFacts npu) {
        return spaces.computeIfAbsent(npu, AscendSpaces::new);
    }

    private synchronized AscendSources sources() {
        var installed = sources;
        if (installed == null) {
            installed = new AscendSources(dataDirectory.resolve("sources"));
            sources = installed;
        }
        return installed;
    }
}
