package io.msdatuner.api.cli;

import io.msdatuner.api.backup.Backup;
import io.msdatuner.core.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Talks to the database itself, so that a backup needs no service and disturbs none. */
@Command(
        name = "backup",
        description = {
            "Write the whole database, the compiled kernels that are served and the key of bundles into one file.",
            "A service may run meanwhile. The file holds a secret: whoever has it can sign bundles."
        })
final class BackupCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Target target = new Target();

    @Parameters(index = "0", paramLabel = "FILE", description = "a new file, for example msda-tuner.zip")
    private Path file = Path.of("");

    BackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var directory = target.dataDirectory(surroundings).path();
        if (target.database(surroundings).isEmpty() && !Files.isDirectory(directory.resolve("postgres"))) {
            throw new InvalidValueException("--data-dir", directory, "a directory with a database");
        }
        try (var access = DatabaseAccess.open(target, surroundings)) {
            var content = new Backup(access.database(), directory, Clock.systemUTC()).write(file.toAbsolutePath());
            surroundings
                    .screen()
                    .out()
                    .println("backed up %d rows of %d tables and %d compiled kernels into %s"
                            .formatted(content.rows(), content.tables(), content.artifacts(), file));
        }
        return ExitCode.DONE;
    }
}
