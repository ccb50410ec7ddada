package io.msdatuner.variants.cpu;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.variants.build.KernelSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which of the installed sources make up the CPU's artifacts. */
final class CpuSources {
    /** Compiled once for all variants. */
    static final List<String> SUPPORT = List.of("team.cpp", "harness.cpp");

    private static final String RESOURCES = "/native/cpu/";
    private static final List<String> HEADERS = List.of(
            "fault.h",
            "geometry.h",
            "gradient.h",
            "grid_sample.h",
            "kernel.h",
            "layout.h",
            "msda_abi.h",
            "parameters.h",
            "points.h",
            "schedule.h",
            "simd.h",
            "sizes.h",
            "storage.h",
            "team.h",
            "tile.h");

    private final KernelSources files;
    /** Lookups ask for them. */
    private final Map<Kernel, String> digests = new EnumMap<>(Kernel.class);

    /** Writes the sources to a folder below {@code parent}, unless they are there. */
    CpuSources(Path parent) {
        var names = new ArrayList<String>();
        for (var kernel : Kernel.values()) {
            names.addAll(namesOf(kernel));
        }
        this.files = new KernelSources(parent, RESOURCES, names);
        for (var kernel : Kernel.values()) {
            digests.put(kernel, files.digest(namesOf(kernel)));
        }
    }

    /** The source file that implements a kernel: {@code tuned} or {@code grid-sample}. */
    static String file(Kernel kernel, String implementation) {
        var prefix = implementation.equals("tuned") ? "msda" : implementation.replace('-', '_');
        return prefix + (kernel == Kernel.MSDA_FORWARD ? "_forward.cpp" : "_backward.cpp");
    }

    Path path(String file) {
        return files.path(file);
    }

    /** The C interface of the artifacts. */
    String abiHeader() {
        return files.text("msda_abi.h");
    }

    /** Digest of all that a kernel's artifacts are made of. */
    String digest(Kernel kernel) {
        return Objects.requireNonNull(digests.get(kernel));
    }

    /** Digest of what the support objects are made of. */
    String supportDigest() {
        return files.digest(supportNames());
    }

    private static List<String> namesOf(Kernel kernel) {
        var names = supportNames();
        names.add(file(kernel, "tuned"));
        names.add(file(kernel, "grid-sample"));
        return names;
    }

    private static List<String> supportNames() {
        var names = new ArrayList<>(HEADERS);
        names.addAll(SUPPORT);
        return names;
    }
}
