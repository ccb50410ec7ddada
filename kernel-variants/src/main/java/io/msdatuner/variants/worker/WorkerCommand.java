package io.msdatuner.variants.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a worker is started: this JVM's java and class path with a backend's main class.
 *
 * @param mainClass calls {@link WorkerLoop#serve}
 * @param crashFolder where the JVM writes its report when native code crashes it
 */
public record WorkerCommand(String mainClass, Path crashFolder, List<String> arguments) {
    public WorkerCommand {
        arguments = List.copyOf(arguments);
    }

    Process start() throws IOException {
        Files.createDirectories(crashFolder);
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
        return new ProcessBuilder(command).start();
    }
}
