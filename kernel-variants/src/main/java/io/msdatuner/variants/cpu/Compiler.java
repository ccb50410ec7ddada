package io.msdatuner.variants.cpu;

import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.variants.build.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String ADVICE =
            "install one (Debian, Ubuntu: apt-get install" + " g++; openEuler, RHEL: dnf install gcc-c++) or set CXX";

    /** Flags of every translation unit; {@link #flags} adds those that depend on compiler and machine. */
    static final List<String> FLAGS =
            List.of("-std=c++17", "-O2", "-fPIC", "-fvisibility=hidden", "-fno-exceptions", "-fno-rtti", "-pthread");

    static final List<String> LINK_FLAGS = List.of("-shared", "-Wl,-Bsymbolic", "-nostdlib");

    /** After the objects. Without C++'s own, which the kernels do not use: searching it is half of a link's time. */
    static final List<String> LIBRARIES = List.of("-lpthread", "-lgcc", "-lc");

    /** @throws MissingToolchainException if there is none that works */
    static Compiler find(Map<String, String> environment) {
        var chosen = Optional.ofNullable(environment.get("CXX")).filter(cxx -> !cxx.isBlank());
        var found = Tool.find("C++ compiler", chosen.map(List::of).orElse(NAMES), environment, ADVICE);
        return new Compiler(found.executable(), found.version());
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
}
