package io.msdatuner.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "agent",
        description = {
            "Run campaigns on this host's devices for a service elsewhere, until Ctrl-C.",
            "It works on the service's PostgreSQL; a single host needs none, for its service runs campaigns itself."
        })
final class AgentCommand implements Callable<Integer> {
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final AgentStarter starter;

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "the service's database, jdbc:postgresql://HOST:PORT/NAME")
    private String url = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "",
            description = "its user, a member of the role msda_tuner_agent; default: as the URL says")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "holds its password in the first line; default: $" + Database.PASSWORD_VARIABLE)
    @Nullable
    private Path passwordFile;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "artifacts and logs; default: agent in $MSDA_TUNER_HOME, else in ~/.msda-tuner")
    @Nullable
    private Path dataDir;

    @Option(names = "--verbose", description = "show the stack trace of a failure")
    private boolean verbose;

    AgentCommand(Surroundings surroundings, AgentStarter starter) {
        this.surroundings = surroundings;
        this.starter = starter;
    }

    @Override
    public Integer call() {
        var database = new Database(url, user, password());
        var interruption = Interruption.of(surroundings.interrupts());
        try (var agent = starter.start(dataDirectory(), database)) {
            var out = surroundings.screen().out();
            out.println("msda-tuner agent takes campaigns of %s (data directory %s, pid %d)"
                    .formatted(
                            String.join(", ", agent.deviceClasses()),
                            dataDirectory(),
                            ProcessHandle.current().pid()));
            out.flush();
            while (!interruption.arrivesWithin(WATCH_INTERVAL)) {
                continue;
            }
        }
        return ExitCode.DONE;
    }

    /** Not the service's own, which may run on this host as well. */
    private Path dataDirectory() {
        return dataDir == null
                ? DataDirectory.choose(null, surroundings.environment()).path().resolve("agent")
                : dataDir.toAbsolutePath().normalize();
    }

    private String password() {
        if (passwordFile == null) {
            return surroundings.environment().getOrDefault(Database.PASSWORD_VARIABLE, "");
        }
        try (var lines = Files.lines(passwordFile)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "--password-file: %s cannot be read (%s)".formatted(passwordFile, e.getMessage()),
                    e);
        }
    }
}
