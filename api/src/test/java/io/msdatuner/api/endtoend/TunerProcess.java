package io.msdatuner.api.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.cli.TunerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line in a JVM of its own, on a data directory of the test's. */
final class TunerProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Path output;
    private final Path errors;

    private TunerProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static TunerProcess start(Path dataDirectory, Map<String, String> environment, String... arguments)
            throws IOException {
        Files.createDirectories(dataDirectory);
        var output = Files.createTempFile(dataDirectory, "stdout", ".txt");
        var errors = Files.createTempFile(dataDirectory, "stderr", ".txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TunerCommand.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data-dir", dataDirectory.toString()));
        var builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().remove("MSDA_TUNER_HOME");
        builder.environment().putAll(environment);
        return new TunerProcess(builder.start(), output, errors);
    }

    /** Runs a command to its end and returns its standard output; it must succeed. */
    static String run(Path dataDirectory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (var tuner = start(dataDirectory, environment, arguments)) {
            assertThat(tuner.exitCode()).as(tuner.errors()).isZero();
            return Files.readString(tuner.output);
        }
    }

    static JsonNode json(Path dataDirectory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return JSON.readTree(run(dataDirectory, environment, arguments));
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("ends within " + LIMIT)
                .isTrue();
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** kill -9, and nothing else. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The address of the data directory's live service, as soon as one answers; a killed one leaves its file behind. */
    static String serviceUrl(Path dataDirectory) throws InterruptedException {
        return awaitPresent(() -> {
            var file = dataDirectory.resolve("service.json");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var url = JSON.readTree(Files.readAllBytes(file)).path("url").asString("");
            RestCalls.get(url + "/api/v1/campaigns?pageSize=1");
            return Optional.of(url);
        });
    }

    /** Polls until the answer is there. */
    static <T> T awaitPresent(Question<T> question) throws InterruptedException {
        var deadline = Instant.now().plus(LIMIT);
        while (true) {
            try {
                var answer = question.ask();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (IOException e) {
                assertThat(Instant.now()).as(e.toString()).isBefore(deadline);
            }
            assertThat(Instant.now()).as("deadline").isBefore(deadline);
            Thread.sleep(100);
        }
    }

    /** Something that is known later. */
    interface Question<T> {
        Optional<T> ask() throws IOException, InterruptedException;
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }
}
