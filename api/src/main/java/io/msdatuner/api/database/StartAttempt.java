package io.msdatuner.api.database;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings one server to the state in which it answers, from whatever state the last user left it in. Each step looks
 * anew and does one thing:
 * <ol>
 *   <li>A live postmaster that postmaster.pid names: attach when it is ready, wait while it starts or stops.
 *   <li>A server that this attempt started: wait; if it ended, say why.
 *   <li>Children without a postmaster: kill them.
 *   <li>Processes that are not ours to end: wait a little, then say so.
 *   <li>Nothing at all: postmaster.pid is stale, so remove it and start.
 * </ol>
 */
final class StartAttempt {

    private static final Duration STRANGERS_LIMIT = Duration.ofSeconds(15);

    private final Server server;
    private final boolean keepPort;
    private final Duration limit;
    private final Deadline strangers;
    private @Nullable Process started;
    private long logOffset;
    private boolean interrupted;

    StartAttempt(Server server, boolean keepPort, Duration limit) {
        this.server = server;
        this.keepPort = keepPort;
        this.limit = limit;
        this.strangers = new Deadline(limit.compareTo(STRANGERS_LIMIT) < 0 ? limit : STRANGERS_LIMIT);
    }

    RunningServer run() {
        var deadline = new Deadline(limit);
        while (true) {
            var running = step();
            if (running.isPresent()) {
                return running.get();
            }
            deadline.pauseOrFail(() -> "PostgreSQL in " + server.files().data() + " does not answer within "
                    + limit.toSeconds() + " s; it may still be recovering: try again, or see why in " + lastLines());
        }
    }

    private Optional<RunningServer> step() {
        var postmaster = server.postmaster();
        if (postmaster.isPresent()) {
            return meet(postmaster.get());
        }
        if (started != null) {
            if (!started.isAlive()) {
                throw ended(started);
            }
        } else if (server.hasPostmaster()) {
            waitForStrangers();
        } else if (server.endChildren()) {
            strangers.restart();
        } else if (server.isInUse()) {
            waitForStrangers();
        } else {
            started = start();
        }
        return Optional.empty();
    }

    private Optional<RunningServer> meet(Postmaster postmaster) {
        strangers.restart();
        if (postmaster.isReady() && server.answers(postmaster.port())) {
            return Optional.of(new RunningServer(postmaster.pid(), postmaster.port(), started == null));
        }
        if (postmaster.isStopping() && !interrupted) {
            server.interrupt(postmaster.pid());
            interrupted = true;
        }
        return Optional.empty();
    }

    private void waitForStrangers() {
        if (strangers.isPast()) {
            throw new EmbeddedDatabaseException(
                    "the database in " + server.files().home() + " is used by PostgreSQL "
                            + "processes that are not this machine's own (another machine or container, or a server without "
                            + "its postmaster.pid): stop them, choose another --data-dir, or use --database-url");
        }
    }

    private Process start() {
        try {
            Files.deleteIfExists(server.files().postmasterPid());
            server.log().rotate();
            logOffset = server.log().length();
            int port = Port.choose(server.files(), keepPort);
            Port.remember(server.files(), port);
            return server.launch(port);
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files(
                    "starting PostgreSQL in " + server.files().data(), e);
        }
    }

    private EmbeddedDatabaseException ended(Process process) {
        var lines = lastLines();
        var advice = EmbeddedDatabaseException.isDiskFull(lines)
                ? "the disk is full: free some space and start again"
                : "the reason is in";
        return new EmbeddedDatabaseException("PostgreSQL in " + server.files().data()
                + " ended while starting, with exit code " + process.exitValue() + "; " + advice + " " + lines);
    }

    private String lastLines() {
        return server.files().log() + ":\n" + server.log().tail(logOffset);
    }
}
