package io.msdatuner.api.database;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL server of one data directory. Starting and stopping it needs {@link DirectoryUse#exclusively}. */
final class Server {

    /** Long enough for crash recovery of max_wal_size (1 GB) on a slow disk. */
    static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    /** On the command line, so that no edited file can take durability away. */
    private static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "max_connections=40",
            "shared_buffers=64MB",
            // Measurements run on the same host: no helpers that take cores from them.
            "max_parallel_workers_per_gather=0",
            "io_method=sync",
            // Containers have small /dev/shm.
            "dynamic_shared_memory_type=mmap",
            "logging_collector=off",
            "log_destination=stderr",
            "log_checkpoints=off",
            "log_timezone=UTC",
            "timezone=UTC");

    private final DatabaseFiles files;
    private final Cluster cluster;
    private final ServerAccount account;
    private final ServerProcesses processes;
    private final ServerLock lock;
    private final ServerLog log;

    Server(DatabaseFiles files, Cluster cluster, ServerAccount account) {
        this.files = files;
        this.cluster = cluster;
        this.account = account;
        this.processes = ServerProcesses.of(files.data());
        this.lock = new ServerLock(files);
        this.log = new ServerLog(files.log());
    }

    /**
     * Attaches to the running server, or starts it after cleaning up what a killed one left.
     *
     * @param keepPort whether somebody may know the last port, so that no other will do
     */
    RunningServer run(boolean keepPort, Duration limit) {
        return new StartAttempt(this, keepPort, limit).run();
    }

    /** Ends connections and server, after a checkpoint; also what a killed server left. */
    void stop() {
        var postmaster = postmaster();
        if (postmaster.isEmpty()) {
            endChildren();
            return;
        }
        long pid = postmaster.get().pid();
        interrupt(pid);
        var deadline = new Deadline(STOP_LIMIT);
        while (isAlive(pid)) {
            deadline.pauseOrFail(() -> "PostgreSQL (pid " + pid + ") in " + files.data() + " is still stopping after "
                    + STOP_LIMIT.toSeconds() + " s: nothing is lost; see " + files.log());
        }
    }

    /** The live postmaster that postmaster.pid names. */
    Optional<Postmaster> postmaster() {
        return Postmaster.in(files).filter(named -> isAlive(named.pid()));
    }

    /** Costs one small read. */
    boolean isAlive(long pid) {
        return processes.isPostmaster(pid);
    }

    boolean answers(int port) {
        return cluster.isServedAt(port);
    }

    /** Whether a postmaster runs or any process holds the server's lock. */
    boolean isInUse() {
        return hasPostmaster() || !lock.isFree();
    }

    boolean hasPostmaster() {
        return !processes.postmasters().isEmpty();
    }

    /**
     * Kills the children that a killed postmaster left: they hold its shared memory and may be writing.
     *
     * @return whether there were any
     */
    boolean endChildren() {
        var children = processes.children();
        for (long pid : children) {
            ProcessHandle.of(pid).filter(handle -> processes.isChild(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
        return !children.isEmpty();
    }

    /** Asks for a fast shutdown, which does not wait for clients. Java itself can only send SIGTERM and SIGKILL. */
    void interrupt(long pid) {
        Command.run(Command.LIMIT, "sh", "-c", "kill -INT \"$0\"", Long.toString(pid));
    }

    /** In a session of its own: Ctrl-C in the terminal goes to the JVM alone, which stops the server when it is done. */
    Process launch(int port) throws IOException {
        var binaries = PostgresBinaries.unpacked(files);
        account.own(files.data());
        var command = new ArrayList<>(List.of(
                binaries.program("postgres"),
                "-D",
                files.data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "cluster_name=" + processes.clusterName()));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        var words = new ArrayList<>(List.of("setsid"));
        words.addAll(account.command(command));
        return Command.builder(lock.holding(words))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(files.log().toFile()))
                .start();
    }

    DatabaseFiles files() {
        return files;
    }

    ServerLog log() {
        return log;
    }
}
