package io.msdatuner.variants.cpu;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Fingerprint;
import io.msdatuner.core.device.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * This host's CPU as {@code /proc/cpuinfo} tells of it.
 *
 * @param model its name, with family and model numbers where the platform has them: a virtual machine's name alone often
 *     does not tell generations apart
 * @param cores CPUs that this process may use
 * @param flags instruction set extensions
 * @param microcode its revision, if the platform tells it
 */
record HostCpu(String model, int cores, Set<String> flags, Optional<String> microcode) {
    static final String BACKEND = "cpu";

    HostCpu {
        flags = Set.copyOf(flags);
    }

    static HostCpu detect() {
        try {
            var lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            return of(lines, Runtime.getRuntime().availableProcessors());
        } catch (IOException e) {
            throw new UncheckedIOException("the CPU backend reads /proc/cpuinfo, which only Linux has", e);
        }
    }

    static HostCpu of(List<String> cpuinfo, int cores) {
        var facts = facts(cpuinfo);
        var flags = facts.getOrDefault("flags", facts.getOrDefault("Features", ""));
        return new HostCpu(
                model(facts),
                cores,
                Set.copyOf(Arrays.asList(flags.split(" "))),
                Optional.ofNullable(facts.get("microcode")));
    }

    /** The widest vector in bytes that the CPU executes at once. */
    int vectorBytes() {
        if (flags.contains("avx512f")) {
            return 64;
        }
        return flags.contains("avx2") ? 32 : 16;
    }

    Device device() {
        var facts = new TreeMap<>(Map.of(
                "model", model,
                "cores", Integer.toString(cores),
                "vectorBytes", Integer.toString(vectorBytes()),
                "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "arch", System.getProperty("os.arch")));
        microcode.ifPresent(revision -> facts.put("microcode", revision));
        return new Device("cpu0", BACKEND, deviceClass(), Provenance.HARDWARE, new Fingerprint(facts));
    }

    /** For example {@code cpu-amd-epyc-f26m2-2c}: CPU model and usable cores, because both decide what wins. */
    private DeviceClass deviceClass() {
        var slug = model.toLowerCase(Locale.ROOT)
                .replaceAll("\\((r|tm)\\)", "")
                .replaceAll("\\b(cpu|processor)\\b|@.*", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return new DeviceClass("cpu-" + slug + "-" + cores + "c");
    }

    private static String model(Map<String, String> facts) {
        if (facts.containsKey("CPU part")) {
            return "arm implementer %s part %s".formatted(facts.get("CPU implementer"), facts.get("CPU part"));
        }
        var name = facts.getOrDefault("model name", "unknown");
        return facts.containsKey("cpu family")
                ? name.replaceAll("@.*", "").strip() + " f" + facts.get("cpu family") + "m" + facts.get("model")
                : name;
    }

    /** The facts of the first CPU; the others of a host are alike. */
    private static Map<String, String> facts(List<String> cpuinfo) {
        var facts = new LinkedHashMap<String, String>();
        for (var line : cpuinfo) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                facts.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return facts;
    }
}
