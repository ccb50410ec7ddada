package io.msdatuner.variants.build;

import io.msdatuner.core.run.MissingToolchainException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that builds something.
 *
 * @param executable absolute path
 * @param version the first line of {@code --version}
 */
public record Tool(Path executable, String version) {
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);

    /**
     * The first of these names that {@code PATH} has; a name with a slash is a path.
     *
     * @param kind for example {@code C++ compiler}
     * @param advice how to install one: the end of the exception's message
     * @throws MissingToolchainException if there is none, or it does not work
     */
    public static Tool find(String kind, List<String> names, Map<String, String> environment, String advice) {
        var path = environment.getOrDefault("PATH", "");
        return names.stream()
                .flatMap(name -> inPath(name, path).stream())
                .findFirst()
                .map(executable -> at(executable, advice))
                .orElseThrow(() -> missing("no %s found: looked for %s".formatted(kind, names), advice));
    }

    /** @throws MissingToolchainException if it does not tell its version */
    public static Tool at(Path executable, String advice) {
        try {
            var run = CommandRun.of(List.of(executable.toString(), "--version"), VERSION_LIMIT);
            if (run.exitCode() != 0) {
                throw missing(executable + " --version failed: " + run.output(), advice);
            }
            return new Tool(executable, run.output().lines().findFirst().orElse(executable.toString()));
        } catch (IOException e) {
            throw missing(executable + " cannot be started: " + e.getMessage(), advice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing("interrupted while asking " + executable + " for its version", advice);
        }
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

    private static MissingToolchainException missing(String what, String advice) {
        return new MissingToolchainException(what + "; " + advice);
    }
}
