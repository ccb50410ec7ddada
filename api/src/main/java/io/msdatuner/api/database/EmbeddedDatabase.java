package io.msdatuner.api.database;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A use of the embedded PostgreSQL of one data directory. One server runs per data directory; several uses, in this JVM
 * or in others, share it, and the last one to close stops it. A killed JVM leaves the server running; the next use
 * attaches to it. There is no shutdown hook: close it after the last transaction.
 *
 * <p>Thread-safe. The address stays the same as long as anybody uses the server, over restarts too.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private final Server server;
    private final Cluster cluster;
    private final DirectoryUse use;
    private final int port;
    private final boolean attached;
    private volatile long pid;
    private volatile boolean closed;

    private EmbeddedDatabase(Server server, Cluster cluster, DirectoryUse use, RunningServer running) {
        this.server = server;
        this.cluster = cluster;
        this.use = use;
        this.port = running.port();
        this.attached = running.attached();
        this.pid = running.pid();
    }

    /**
     * Makes the database if there is none, starts its server if none runs, and waits until it answers.
     *
     * @param dataDirectory a directory on a local disk; the database is its subdirectory {@code postgres}
     * @throws EmbeddedDatabaseException saying what to do
     */
    public static EmbeddedDatabase open(Path dataDirectory) {
        return open(dataDirectory, ServerAccount.detect(), Server.START_LIMIT);
    }

    static EmbeddedDatabase open(Path dataDirectory, ServerAccount account, Duration startLimit) {
        var files = DatabaseFiles.in(dataDirectory);
        var use = DirectoryUse.of(files);
        return use.exclusively(() -> {
            var alone = use.enter();
            try {
                var cluster = Cluster.in(files, account);
                var server = new Server(files, cluster, account);
                return new EmbeddedDatabase(server, cluster, use, server.run(!alone, startLimit));
            } catch (RuntimeException e) {
                use.leave();
                throw e;
            }
        });
    }

    public String jdbcUrl() {
        return Cluster.jdbcUrl(port);
    }

    public String username() {
        return Cluster.USERNAME;
    }

    public String password() {
        return cluster.password();
    }

    /** Whether the server was running already when this use began. */
    public boolean attached() {
        return attached;
    }

    /** Whether the server process lives; costs one read from /proc, so it may be asked often. */
    public boolean isAlive() {
        return server.isAlive(pid);
    }

    /**
     * Starts the server again, at the same address, if it was killed. Does nothing after {@link #close}.
     *
     * @return whether this call started it
     * @throws EmbeddedDatabaseException saying what to do; calling again tries again
     */
    public boolean ensureRunning() {
        if (closed || (isAlive() && !server.log().isTooLong())) {
            return false;
        }
        return use.exclusively(this::restart);
    }

    private boolean restart() {
        server.log().rotate();
        if (closed || isAlive()) {
            return false;
        }
        var running = server.run(true, Server.START_LIMIT);
        if (running.port() != port) {
            throw new EmbeddedDatabaseException("the database was restarted on port " + running.port()
                    + " by something else, and this process uses " + port + ": restart this process");
        }
        pid = running.pid();
        return !running.attached();
    }

    /** Ends this use, and stops the server if it was the last one. */
    @Override
    public void close() {
        // Shutdown often comes with an interrupt, and an interrupted thread can neither lock nor wait.
        var interrupted = Thread.interrupted();
        try {
            use.exclusively(this::leave);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean leave() {
        if (closed) {
            return false;
        }
        closed = true;
        var last = use.leave();
        if (last) {
            server.stop();
        }
        return last;
    }

    long pid() {
        return pid;
    }
}
