package io.msdatuner.api.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which service, data directory and database a command works with. */
final class Target {
    /** Another command's service starts or stops within this time. */
    private static final Duration BUSY_LIMIT = Duration.ofSeconds(60);

    private static final Duration BUSY_POLL = Duration.ofMillis(500);

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "database, artifacts and logs; default: $MSDA_TUNER_HOME, else ~/.msda-tuner")
    @Nullable
    Path dataDir;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "a PostgreSQL 18 elsewhere, jdbc:postgresql://HOST/NAME; password: $" + Database.PASSWORD_VARIABLE)
    @Nullable
    String databaseUrl;

    @Option(names = "--database-user", paramLabel = "NAME", description = "its user")
    @Nullable
    String databaseUser;

    @Option(names = "--verbose", description = "show the stack trace of a failure")
    boolean verbose;

    DataDirectory dataDirectory(Surroundings surroundings) {
        return DataDirectory.choose(dataDir, surroundings.environment());
    }

    Optional<Database> database(Surroundings surroundings) {
        if (databaseUrl == null) {
            return Optional.empty();
        }
        var password = surroundings.environment().getOrDefault(Database.PASSWORD_VARIABLE, "");
        return Optional.of(new Database(databaseUrl, databaseUser == null ? "" : databaseUser, password));
    }

    /** The live service of the data directory, else one that is started here. */
    Connection connect(Surroundings surroundings, boolean runsCampaigns) {
        var deadline = System.nanoTime() + BUSY_LIMIT.toNanos();
        while (true) {
            try {
                return connectNow(surroundings, runsCampaigns);
            } catch (DirectoryBusyException e) {
                if (System.nanoTime() > deadline) {
                    throw new CommandFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
                }
                pause();
            }
        }
    }

    private Connection connectNow(Surroundings surroundings, boolean runsCampaigns) {
        var dataDirectory = dataDirectory(surroundings);
        var live = ServiceFile.findLive(dataDirectory);
        if (live.isPresent()) {
            return Connection.to(new TunerClient(live.orElseThrow().url()));
        }
        surroundings.screen().err().println("starting the service of " + dataDirectory + " for this command...");
        var request = ServiceRequest.forOneCommand(dataDirectory, database(surroundings), runsCampaigns);
        return Connection.to(surroundings.starter().start(request));
    }

    private static void pause() {
        try {
            Thread.sleep(BUSY_POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    /** @throws CommandFailure if it is no address of a service */
    static URI serviceUrl(String text) {
        try {
            var url = URI.create(text.replaceAll("/+$", ""));
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the message below, which says more than the parser's.
        }
        throw new CommandFailure(
                ExitCode.BAD_INPUT, "--url: '" + text + "' is not allowed; allowed: http://HOST:PORT or https://HOST");
    }
}
