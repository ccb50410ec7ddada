package io.msdatuner.variants.cpu;

import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.variants.build.CommandRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The C++ compiler: {@code CXX}, else the first of c++, g++ and clang++ in {@code PATH}.
 *
 * @param executable absolute path
 * @param version the first line of {@code --version}
 */
record Compiler(Path executable, String version) {
    private static final List<String> NAMES = List.of("c++", "g++", "clang++");
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);

    /** Flags of every translation unit; {@link #flags} adds those that depend on compiler and machine. */
    static final List<String> FLAGS =
            List.of("-std=c++17", "-O3", "-fPIC", "-fvisibility=hidden", "-fno-exceptions", "-fno-rtti", "-pthread");

    static final List<String> LINK_FLAGS = List.of("-shared", "-Wl,-Bsymbolic");

    static Compiler find(Map<String, String> environment) {
        var chosen = Optional.ofNullable(environment.get("CXX")).filter(cxx -> !cxx.isBlank());
        var names = chosen.map(List::of).orElse(NAMES);
        var executable = names.stream()
                .flatMap(name -> inPath(name, environment.getOrDefault("PATH", "")).stream())
                .findFirst()
                .orElseThrow(() -> missing("no C++ compiler found: looked for " + names));
        return new Compiler(executable, versionOf(executable));
    }

    /** The compiler as part of a record's key. */
    String toolchain() {
        return version + " " + String.join(" ", flags());
    }

    /** -fno-gnu-unique and -Bsymbolic keep the statics of several artifacts in one process apart. */
    List<String> flags() {
        var flags = new ArrayList<>(FLAGS);
        flags.add(System.getProperty("os.arch").equals("aarch64") ? "-mcpu=native" : "-march=native");
        if (!version.contains("clang")) {
            flags.add("-fno-gnu-unique");
        }
        return flags;
    }

    private static Optional<Path> inPath(String name, String path) {
        if (name.contains(File.separator)) {
            return Optional.of(Path.of(name).toAbsolutePath()).filter(Files::isExecutable);
        }
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String versionOf(Path executable) {
        try {
            var run = CommandRun.of(List.of(executable.toString(), "--version"), VERSION_LIMIT);
            if (run.exitCode() != 0) {
                throw missing(executable + " --version failed: " + run.output());
            }
            return run.output().lines().findFirst().orElse(executable.toString());
        } catch (IOException e) {
            throw missing(executable + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing("interrupted while asking " + executable + " for its version");
        }
    }

    private static MissingToolchainException missing(String what) {
        return new MissingToolchainException(
                what
                        + "; install one (Debian, Ubuntu: apt-get install g++; openEuler, RHEL: dnf install gcc-c++) or set CXX");
    }
}
