package io.msdatuner.api.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A service in a process of its own, in its own session: Ctrl-C in this terminal does not reach it, and it holds none of
 * this process's pipes, so whoever reads them is not kept waiting.
 */
final class DetachedProcess implements BackgroundStarter {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOG_TAIL = 3;

    @Override
    public ServiceFile start(ServiceRequest request, String idleExit) {
        var log = request.dataDirectory().backgroundLog();
        try {
            Files.createDirectories(log.getParent());
            return await(launch(command(request, idleExit), log, request), request.dataDirectory());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.TUNER_FAILED, "cannot start it: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    /** The class path goes by environment: as an argument it would hide the main class from those who look for it. */
    private static Process launch(List<String> command, Path log, ServiceRequest request) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(request.dataDirectory().path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        request.database()
                .ifPresent(database -> builder.environment().put(Database.PASSWORD_VARIABLE, database.password()));
        return builder.start();
    }

    static List<String> command(ServiceRequest request, String idleExit) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of("setsid", java, "-XX:+UseSerialGC", TunerCommand.class.getName()));
        command.addAll(List.of("serve", "--background", "--idle-exit", idleExit));
        command.addAll(List.of("--bind", request.bind(), "--port", String.valueOf(request.port())));
        command.addAll(List.of("--data-dir", request.dataDirectory().toString()));
        request.database()
                .ifPresent(database ->
                        command.addAll(List.of("--database-url", database.url(), "--database-user", database.user())));
        return command;
    }

    /** Whoever serves the directory then is as good: somebody else may have been faster. */
    private static ServiceFile await(Process process, DataDirectory dataDirectory)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        var ended = false;
        Optional<ServiceFile> live = Optional.empty();
        while (live.isEmpty() && !ended && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
            ended = !process.isAlive();
            live = ServiceFile.findLive(dataDirectory);
        }
        if (live.isEmpty()) {
            process.destroy();
            var what = ended ? "it ended: " : "it did not answer within %d s: ".formatted(START_LIMIT.toSeconds());
            throw new CommandFailure(ExitCode.TUNER_FAILED, what + tail(dataDirectory.backgroundLog()));
        }
        return live.orElseThrow();
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        var last = String.join(" ", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
        return (last.isBlank() ? "nothing is" : last + " is the last") + " in " + log;
    }
}
