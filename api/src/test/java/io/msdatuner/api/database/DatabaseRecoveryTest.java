package io.msdatuner.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens after any of the processes was killed. */
class DatabaseRecoveryTest {

    @RegisterExtension
    final DatabaseDirectories directories = new DatabaseDirectories();

    @Test
    void attachesToTheServerOfAKilledJvm() throws Exception {
        var directory = directories.prepared();
        var jvm = directories.jvm(directory);
        var opened = jvm.answer("opened");
        jvm.kill();
        try (var database = EmbeddedDatabase.open(directory)) {
            assertThat(database.attached()).isTrue();
            assertThat(database.pid()).isEqualTo(opened.serverPid());
            assertThat(database.jdbcUrl()).isEqualTo(opened.jdbcUrl());
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void restartsAKilledServerAtTheSameAddressWithWhatWasCommitted() throws Exception {
        try (var database = EmbeddedDatabase.open(directories.prepared())) {
            var address = database.jdbcUrl();
            assertThat(database.ensureRunning()).isFalse();
            Sql.run(database, "create table kept as select 42 as value");
            kill(database);

            assertThat(database.ensureRunning()).isTrue();
            assertThat(database.ensureRunning()).isFalse();
            assertThat(database.jdbcUrl()).isEqualTo(address);
            assertThat(Sql.ask(database, "select value from kept")).isEqualTo("42");
        }
    }

    @Test
    void endsTheChildrenOfAKilledServerAndNobodyElses() throws Exception {
        var directory = directories.prepared();
        try (var database = EmbeddedDatabase.open(directory);
                var other = EmbeddedDatabase.open(directories.prepared())) {
            var left = stopChildren(directory);
            kill(database);
            assertThat(left).isNotEmpty().allMatch(processes(directory)::isChild);

            assertThat(database.ensureRunning()).isTrue();
            assertThat(left).noneMatch(processes(directory)::isChild);
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
            assertThat(other.isAlive()).isTrue();
            assertThat(Sql.ask(other, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsAgainAfterJvmAndServerWereKilled() throws Exception {
        var directory = directories.prepared();
        var jvm = directories.jvm(directory);
        long pid = jvm.answer("opened").serverPid();
        stopChildren(directory);
        jvm.kill();
        kill(directory, pid);
        try (var database = EmbeddedDatabase.open(directory)) {
            assertThat(database.attached()).isFalse();
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void stopsWhatAKilledServerLeft() throws Exception {
        var directory = directories.prepared();
        var database = EmbeddedDatabase.open(directory);
        var left = stopChildren(directory);
        kill(database);
        database.close();
        await(() -> left.stream().noneMatch(processes(directory)::isChild));
    }

    @Test
    void isNotConfusedByAReusedPidAndLeavesItsProcessAlone() throws Exception {
        var directory = directories.prepared();
        var sleeper = directories.start("sleep", "300");
        try (var other = EmbeddedDatabase.open(directories.prepared())) {
            for (long reused : List.of(
                    sleeper.pid(), other.pid(), 1L, ProcessHandle.current().pid())) {
                var stale = lastPostmasterPid(directory);
                var pidFile = DatabaseFiles.in(directory).postmasterPid();
                Files.writeString(pidFile, stale.replaceFirst("^\\d+", Long.toString(reused)));
                try (var database = EmbeddedDatabase.open(directory)) {
                    assertThat(database.attached()).isFalse();
                    assertThat(Sql.ask(database, "show data_directory")).startsWith(directory.toString());
                }
            }
            assertThat(sleeper.isAlive()).isTrue();
            assertThat(other.isAlive()).isTrue();
        }
    }

    /** Kills a server and gives the postmaster.pid that it left. */
    private static String lastPostmasterPid(Path directory) throws Exception {
        try (var database = EmbeddedDatabase.open(directory)) {
            kill(database);
            return Files.readString(DatabaseFiles.in(directory).postmasterPid());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "12", "no number\n/x\n1\n2\n\n127.0.0.1\n3 4\nready\n"})
    void startsWithABrokenPostmasterPid(String content) throws Exception {
        var directory = directories.prepared();
        EmbeddedDatabase.open(directory).close();
        Files.writeString(DatabaseFiles.in(directory).postmasterPid(), content);
        try (var database = EmbeddedDatabase.open(directory)) {
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void unpacksAnewAfterAKillDuringUnpackingOrInitdb() throws Exception {
        var directory = directories.empty();
        var files = DatabaseFiles.in(directory);
        Files.writeString(files.temporary("bin-" + PostgresBinaries.VERSION).resolve("half"), "half");
        Files.writeString(files.temporary("data").resolve("PG_VERSION"), "18");
        try (var database = EmbeddedDatabase.open(directory)) {
            assertThat(Sql.ask(database, "show server_version")).startsWith(PostgresBinaries.VERSION);
        }
        try (var names = Files.list(files.home())) {
            assertThat(names.map(name -> name.getFileName().toString()))
                    .noneMatch(name -> name.contains(".new-"))
                    .contains("data", "bin-" + PostgresBinaries.VERSION);
        }
    }

    @Test
    void manyThreadsAndJvmsRestartItOnce() throws Exception {
        var directory = directories.prepared();
        var jvm = directories.jvm(directory);
        jvm.answer("opened");
        try (var database = EmbeddedDatabase.open(directory)) {
            kill(database);
            jvm.tell("ensure");
            var starts = atOnce(4, database::ensureRunning);
            var answer = jvm.answer("ensured");
            starts.add(answer.yes());
            assertThat(starts).containsOnlyOnce(true);
            assertThat(answer.serverPid()).isEqualTo(database.pid());
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
    }

    private static <T> List<T> atOnce(int threads, Callable<T> action) throws Exception {
        var executor = Executors.newFixedThreadPool(threads);
        try {
            var tasks = new ArrayList<T>();
            for (Future<T> future : executor.invokeAll(Collections.nCopies(threads, action))) {
                tasks.add(future.get());
            }
            return tasks;
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void waitsForItsOwnPortRatherThanTakingAnother() throws Exception {
        var directory = directories.prepared();
        try (var database = EmbeddedDatabase.open(directory)) {
            kill(database);
            int port = Postmaster.in(DatabaseFiles.in(directory)).orElseThrow().port();
            await(() -> isFree(port)); // what the killed one left behind may hold it a moment longer
            try (var taken = listening(port)) {
                assertThatThrownBy(database::ensureRunning)
                        .isInstanceOf(EmbeddedDatabaseException.class)
                        .hasMessageContaining("Address already in use");
            }
            assertThat(database.ensureRunning()).isTrue();
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void isNotRestartedAfterItWasClosed() throws Exception {
        var database = EmbeddedDatabase.open(directories.prepared());
        database.close();
        assertThat(database.ensureRunning()).isFalse();
        assertThat(database.isAlive()).isFalse();
    }

    @Test
    void refusesADirectoryThatAnotherMachineUses() throws Exception {
        var directory = directories.prepared();
        EmbeddedDatabase.open(directory).close();
        var lock = new ServerLock(DatabaseFiles.in(directory));
        var holds = directory.resolve("holds");
        var holder = directories.start(lock.holding(List.of("sh", "-c", "touch " + holds + "; exec sleep 300"))
                .toArray(String[]::new));
        // Asking whether it is free would take it for a moment, and the other machine might come in that moment.
        await(() -> Files.exists(holds));
        assertThat(lock.isFree()).isFalse();
        assertThatThrownBy(() -> EmbeddedDatabase.open(directory, ServerAccount.detect(), Duration.ofMillis(300)))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("another machine");
        assertThat(holder.isAlive()).isTrue();
    }

    private static ServerProcesses processes(Path directory) {
        return ServerProcesses.of(DatabaseFiles.in(directory).data());
    }

    /** Keeps the children from noticing that their postmaster is gone. */
    private static List<Long> stopChildren(Path directory) {
        var children = processes(directory).children();
        children.forEach(pid -> Command.run(Command.LIMIT, "sh", "-c", "kill -STOP " + pid));
        return children;
    }

    private static void kill(EmbeddedDatabase database) throws Exception {
        DatabaseDirectories.kill(database.pid());
        await(() -> !database.isAlive());
    }

    private static void kill(Path directory, long pid) throws Exception {
        DatabaseDirectories.kill(pid);
        await(() -> !processes(directory).isPostmaster(pid));
    }

    private static ServerSocket listening(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    private static boolean isFree(int port) throws IOException {
        try (var socket = listening(port)) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var deadline = new Deadline(Duration.ofSeconds(20));
        while (!condition.call()) {
            deadline.pauseOrFail(() -> "the condition did not come true");
        }
    }
}
