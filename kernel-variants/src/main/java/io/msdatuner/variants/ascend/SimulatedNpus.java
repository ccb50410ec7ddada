package io.msdatuner.variants.ascend;

import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.variants.build.CommandRun;
import io.msdatuner.variants.build.Folders;
import io.msdatuner.variants.build.KernelSources;
import io.msdatuner.variants.build.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Simulated NPUs, one of each chip that the simulator has a profile of. Their toolkit is built from the installed sources
 * by the host's compiler when it is first needed, into a folder that is named by the digest of all that it is made of.
 */
final class SimulatedNpus implements AscendHost {
    private static final String RESOURCES = "/native/ascend-sim/";
    private static final String CHIP_VARIABLE = "MSDA_SIM_CHIP";
    /** Errors that the simulator is to report, for tests. */
    private static final String INJECT_VARIABLE = "MSDA_SIM_INJECT";

    private static final String ADVICE = "the simulated NPU is built with g++ and make (Debian, Ubuntu: apt-get install"
            + " g++ make; openEuler, RHEL: dnf install gcc-c++ make)";
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(15);
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** As the simulator's profiles have them, which a test compares; the first is the default. */
    private static final List<NpuFacts> DEVICES = List.of(
            chip("Ascend910B2", 24, 192 * MIB, 64 * GIB),
            chip("Ascend910B1", 24, 192 * MIB, 64 * GIB),
            chip("Ascend910B3", 20, 192 * MIB, 64 * GIB),
            chip("Ascend910B4", 20, 96 * MIB, 32 * GIB),
            chip("Ascend910_9391", 24, 192 * MIB, 64 * GIB));

    private final Path folder;
    private final Path sourceFolder;
    private final Map<String, String> environment;
    private final Consumer<String> notices;
    /** Held while the toolkit is built. What lookups ask for needs no toolkit and does not wait for it. */
    private final Object building = new Object();

    private @Nullable KernelSources sources;
    private @Nullable Tool compiler;

    /** @param notices hears that the toolkit is being built, which takes a while */
    SimulatedNpus(Path dataDirectory, Map<String, String> environment, Consumer<String> notices) {
        this.folder = dataDirectory.resolve("ascend-sim");
        this.sourceFolder = dataDirectory.resolve("sources");
        this.environment = Map.copyOf(environment);
        this.notices = notices;
    }

    /** On these chips two vector cores go with each cube core. */
    private static NpuFacts chip(String name, long aiCores, long l2Bytes, long memoryBytes) {
        return new NpuFacts(0, name + Chip.SIMULATED_SUFFIX, aiCores, 2 * aiCores, 192 * KIB, l2Bytes, memoryBytes);
    }

    @Override
    public String backend() {
        return "ascend-sim";
    }

    @Override
    public List<NpuFacts> devices() {
        return DEVICES;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> facts(NpuFacts device) {
        return Map.of("simulator", sources().digest());
    }

    /** The simulator is part of it: another cost model is another compiler to a record. */
    @Override
    public String compiler() {
        return "ascend-sim " + sources().digest() + " on " + hostCompiler().version();
    }

    @Override
    public Map<String, String> environment(NpuFacts device) throws InterruptedException {
        var variables = new HashMap<>(toolkit().environment(environment));
        variables.put(CHIP_VARIABLE, profile(device));
        Optional.ofNullable(environment.get(INJECT_VARIABLE))
                .ifPresent(errors -> variables.put(INJECT_VARIABLE, errors));
        return variables;
    }

    private static String profile(NpuFacts device) {
        return device.chip() == Chip.ASCEND_A3
                ? "A3"
                : device.socName().replace("Ascend", "").replace(Chip.SIMULATED_SUFFIX, "");
    }

    @Override
    public AscendToolkit toolkit() throws InterruptedException {
        var target = folder.resolve(sources().digest());
        synchronized (building) {
            if (!Files.isDirectory(target)) {
                notices.accept("building the simulated NPU for its first use; this takes a minute at most...");
                build(target);
            }
        }
        return new AscendToolkit(target);
    }

    /** In the folder for temporary files first: make cannot work where a path has blanks, and a data directory's may. */
    private void build(Path target) throws InterruptedException {
        try {
            Files.createDirectories(folder);
            var built = Files.createTempDirectory("msda-tuner-ascend-sim-");
            try {
                make(built);
                var copy = Files.createTempDirectory(folder, "new-");
                Folders.copy(built, copy);
                Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Folders.delete(built);
            }
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw new UncheckedIOException("cannot build into " + folder + "; is the disk full?", e);
            }
        }
    }

    private void make(Path output) throws IOException, InterruptedException {
        var command = List.of(
                make().executable().toString(),
                "-j" + Runtime.getRuntime().availableProcessors(),
                "-C",
                sources().folder().toString(),
                "CXX=" + hostCompiler().executable(),
                "OUT=" + output);
        var run = CommandRun.of(command, BUILD_LIMIT);
        if (run.exitCode() == CommandRun.TIMED_OUT) {
            throw new MissingToolchainException("the simulated NPU was not built within %d min: is this host busy?"
                    .formatted(BUILD_LIMIT.toMinutes()));
        }
        if (run.exitCode() != 0) {
            throw new MissingToolchainException(
                    "the simulated NPU cannot be built: %s; %s".formatted(run.output(), ADVICE));
        }
    }

    private Tool make() {
        return Tool.find("make", List.of("make", "gmake"), environment, ADVICE);
    }

    private synchronized Tool hostCompiler() {
        var found = compiler;
        if (found == null) {
            found = Tool.find("C++ compiler", List.of("g++"), environment, ADVICE);
            compiler = found;
        }
        return found;
    }

    private synchronized KernelSources sources() {
        var installed = sources;
        if (installed == null) {
            var names = KernelSources.namesBelow(RESOURCES).stream()
                    .filter(name -> !name.endsWith(".md") && !name.startsWith("tests/"))
                    .toList();
            installed = new KernelSources(sourceFolder, RESOURCES, names);
            sources = installed;
        }
        return installed;
    }
}
