package io.msdatuner.variants.cpu;

import io.msdatuner.core.kernel.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The C++ sources of the CPU kernels as they are installed: resources of this module, written to a folder that is named by
 * their digest so that a compiler can read them. They never come from anywhere else.
 */
final class NativeSources {
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
            "schedule.h",
            "simd.h",
            "sizes.h",
            "team.h",
            "tile.h");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Path folder;

    /** Writes the sources to a folder below {@code parent}, unless they are there. */
    NativeSources(Path parent) {
        HEADERS.forEach(this::load);
        SUPPORT.forEach(this::load);
        for (var kernel : Kernel.values()) {
            implementations().forEach(implementation -> load(file(kernel, implementation)));
        }
        this.folder = install(parent);
    }

    /** The source file that implements a kernel: {@code tuned} or {@code grid-sample}. */
    static String file(Kernel kernel, String implementation) {
        var prefix = implementation.equals("tuned") ? "msda" : implementation.replace('-', '_');
        return prefix + (kernel == Kernel.MSDA_FORWARD ? "_forward.cpp" : "_backward.cpp");
    }

    static List<String> implementations() {
        return List.of("tuned", "grid-sample");
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    /** Digest of all that a kernel's artifacts are made of. */
    String digest(Kernel kernel) {
        var names = new ArrayList<>(HEADERS);
        names.addAll(SUPPORT);
        implementations().forEach(implementation -> names.add(file(kernel, implementation)));
        return digest(names);
    }

    /** Digest of what the support objects are made of. */
    String supportDigest() {
        var names = new ArrayList<>(HEADERS);
        names.addAll(SUPPORT);
        return digest(names);
    }

    private String digest(List<String> names) {
        var digests = new Digests();
        for (var name : names) {
            digests.add(name).add(content(name));
        }
        return digests.hex();
    }

    private byte[] content(String name) {
        var content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("no kernel source is called " + name);
        }
        return content;
    }

    private void load(String name) {
        try (var resource = NativeSources.class.getResourceAsStream(RESOURCES + name)) {
            if (resource == null) {
                throw new IllegalStateException("the installation lacks the kernel source " + RESOURCES + name);
            }
            files.put(name, resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the kernel source " + name, e);
        }
    }

    private Path install(Path parent) {
        var target = parent.resolve(digest(List.copyOf(files.keySet())));
        try {
            if (!Files.isDirectory(target)) {
                Files.createDirectories(parent);
                var temporary = Files.createTempDirectory(parent, "new-");
                for (var file : files.entrySet()) {
                    Files.write(temporary.resolve(file.getKey()), file.getValue());
                }
                moveUnlessThere(temporary, target);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the kernel sources to " + target + "; is the disk full?", e);
        }
    }

    private static void moveUnlessThere(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }
}
