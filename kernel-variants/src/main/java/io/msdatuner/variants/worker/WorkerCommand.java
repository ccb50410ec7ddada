package io.msdatuner.variants.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a worker is started: this JVM's java and class path with a backend's main class.
 *
 * @param mainClass calls {@link WorkerLoop#serve}
 * @param crashFolder where the JVM writes its report when native code crashes it
 * @param environment variables that it has beside, or instead of, those of this process
 */
public record WorkerCommand(
        String mainClass, Path crashFolder, List<String> arguments, Map<String, String> environment) {
    public WorkerCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    Process start() throws IOException {
        Files.createDirectories(crashFolder);
        var builder = new ProcessBuilder(line());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** As a command line. */
    public List<String> line() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=50",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + crashFolder.resolve("worker-%p.log"),
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(arguments);
        return command;
    }
}
