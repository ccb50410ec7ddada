package io.msdatuner.api.cli;

import ch.qos.logback.classic.Level;
import io.msdatuner.api.backup.Restoration;
import io.msdatuner.core.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Works on a database that no service uses. */
@Command(
        name = "restore",
        description = "Fill an empty database and data directory from a backup, also one of an earlier version.")
final class RestoreCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Target target = new Target();

    @Parameters(index = "0", paramLabel = "FILE", description = "that ./tuner backup wrote")
    private Path file = Path.of("");

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new InvalidValueException("FILE", file, "a file that ./tuner backup wrote");
        }
        var directory = target.dataDirectory(surroundings);
        ServiceFile.findLive(directory).ifPresent(live -> {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "data directory %s is served at %s (pid %d); end that service first, or name another --data-dir"
                            .formatted(directory, live.url(), live.pid()));
        });
        quieten();
        try (var access = DatabaseAccess.open(target, surroundings)) {
            var content = new Restoration(access.database(), directory.path()).read(file);
            surroundings
                    .screen()
                    .out()
                    .println("restored %d rows of %d tables and %d compiled kernels into %s"
                            .formatted(
                                    content.rows(),
                                    content.tables(),
                                    content.artifacts(),
                                    target.database(surroundings)
                                            .map(Database::toString)
                                            .orElse(directory.toString())));
        }
        return ExitCode.DONE;
    }

    /** No service has set up a log here, and every migration would be told on standard output. */
    private static void quieten() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
