package io.msdatuner.bench.cpu.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles and runs this bench's own C++ with the compiler that {@code CXX} names, else {@code c++}. */
final class NativeTools {
    private static final List<String> FLAGS = List.of("-std=c++17", "-O3", "-fopenmp", "-pthread");

    private NativeTools() {}

    /** Compiles once a call: the sources are small. */
    static void compile(Path output, List<String> extraFlags, List<Path> includes, List<Path> sources)
            throws InterruptedException {
        var command = new ArrayList<String>();
        command.add(Optional.ofNullable(System.getenv("CXX")).orElse("c++"));
        command.addAll(FLAGS);
        command.add(System.getProperty("os.arch").equals("aarch64") ? "-mcpu=native" : "-march=native");
        command.addAll(extraFlags);
        includes.forEach(folder -> command.add("-I" + folder));
        sources.forEach(source -> command.add(source.toString()));
        command.addAll(List.of("-o", output.toString()));
        run(command);
    }

    /**
     * Runs a command and returns what it printed.
     *
     * @throws BenchTroubleException with that text if it failed
     */
    static String run(List<String> command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchTroubleException(String.join(" ", command) + " failed: " + text);
            }
            return text;
        } catch (IOException e) {
            throw new BenchTroubleException(command.get(0) + " cannot be started: " + e.getMessage());
        }
    }

    /** A folder for what this bench builds. */
    static Path folder(Path data) {
        try {
            return Files.createDirectories(data.resolve("native"));
        } catch (IOException e) {
            throw new BenchTroubleException("cannot create a folder in " + data + ": " + e.getMessage());
        }
    }
}
