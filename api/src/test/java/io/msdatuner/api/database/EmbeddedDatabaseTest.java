package io.msdatuner.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedDatabaseTest {

    @RegisterExtension
    final DatabaseDirectories directories = new DatabaseDirectories();

    @Test
    void keepsRowsAndAddressOverRestarts() throws Exception {
        var directory = directories.prepared();
        String address;
        try (var database = EmbeddedDatabase.open(directory)) {
            Sql.run(database, "create table kept as select 42 as value");
            address = database.jdbcUrl();
        }
        try (var database = EmbeddedDatabase.open(directory)) {
            assertThat(database.attached()).isFalse();
            assertThat(database.jdbcUrl()).isEqualTo(address);
            assertThat(Sql.ask(database, "select value from kept")).isEqualTo("42");
        }
    }

    @Test
    void isDurableAndModest() throws Exception {
        var directory = directories.prepared();
        try (var database = EmbeddedDatabase.open(directory)) {
            assertThat(Sql.ask(database, "show fsync")).isEqualTo("on");
            assertThat(Sql.ask(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(Sql.ask(database, "show full_page_writes")).isEqualTo("on");
            assertThat(Sql.ask(database, "show data_checksums")).isEqualTo("on");
            assertThat(Sql.ask(database, "show max_connections")).isEqualTo("40");
            assertThat(Sql.ask(database, "show server_encoding")).isEqualTo("UTF8");
            assertThat(Sql.ask(database, "select datcollate from pg_database where datname = 'postgres'"))
                    .isEqualTo("C");
        }
    }

    @Test
    void cannotBeMadeLossyByAnEditedFile() throws Exception {
        var directory = directories.prepared();
        EmbeddedDatabase.open(directory).close();
        Files.writeString(directory.resolve("postgres/data/postgresql.auto.conf"), "fsync = off\n");
        try (var database = EmbeddedDatabase.open(directory)) {
            assertThat(Sql.ask(database, "show fsync")).isEqualTo("on");
        }
    }

    @Test
    void opensOnlyToItsOwnRandomPassword() throws Exception {
        var directory = directories.prepared();
        try (var database = EmbeddedDatabase.open(directory);
                var other = EmbeddedDatabase.open(directories.prepared())) {
            assertThat(database.password()).hasSizeGreaterThan(30).isNotEqualTo(other.password());
            assertThatThrownBy(() ->
                            DriverManager.getConnection(database.jdbcUrl(), database.username(), other.password()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThat(Sql.ask(database, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
        }
        assertThat(permissions(directory.resolve("postgres/data/msda-tuner.password")))
                .isEqualTo("rw-------");
        assertThat(permissions(directory.resolve("postgres/data"))).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("postgres"))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void listensOnOneLoopbackAddressOnly() throws Exception {
        try (var database = EmbeddedDatabase.open(directories.prepared());
                var socket = new Socket()) {
            int port = port(database);
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.2", port), 2_000))
                    .hasMessageContaining("refused");
            assertThat(Sql.ask(database, "show unix_socket_directories")).isEmpty();
        }
    }

    private static int port(EmbeddedDatabase database) {
        return Integer.parseInt(database.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    @Test
    void takesAnotherPortWhenItsOwnWasTakenMeanwhile() throws Exception {
        var directory = directories.prepared();
        int port;
        try (var database = EmbeddedDatabase.open(directory)) {
            port = port(database);
        }
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", port));
            try (var database = EmbeddedDatabase.open(directory)) {
                assertThat(port(database)).isNotEqualTo(port);
                assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void sharesOneServerWithinAJvm() throws Exception {
        var directory = directories.prepared();
        var first = EmbeddedDatabase.open(directory);
        var second = EmbeddedDatabase.open(directory.resolve("..").resolve(directory.getFileName()));
        assertThat(second.attached()).isTrue();
        assertThat(second.pid()).isEqualTo(first.pid());

        first.close();
        first.close();
        assertThat(Sql.ask(second, "select 1")).isEqualTo("1");
        second.close();
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void sharesOneServerAmongJvmsAndTheLastStopsIt() throws Exception {
        var directory = directories.prepared();
        var jvm = directories.jvm(directory);
        var another = directories.jvm(directory);
        var database = EmbeddedDatabase.open(directory);
        var opened = jvm.answer("opened");
        assertThat(opened.serverPid()).isEqualTo(database.pid());
        assertThat(opened.jdbcUrl()).isEqualTo(database.jdbcUrl());
        assertThat(another.answer("opened").serverPid()).isEqualTo(database.pid());

        another.tell("close");
        another.answer("closed");
        assertThat(Sql.ask(database, "select 1")).isEqualTo("1");

        database.close();
        assertThat(database.isAlive()).isTrue();
        jvm.tell("close");
        jvm.answer("closed");
        assertThat(database.isAlive()).isFalse();
    }

    @Test
    void aKilledJvmIsNoUser() throws Exception {
        var directory = directories.prepared();
        var jvm = directories.jvm(directory);
        jvm.answer("opened");
        var database = EmbeddedDatabase.open(directory);
        assertThat(database.attached()).isTrue();
        jvm.kill();
        database.close();
        assertThat(database.isAlive()).isFalse();
    }

    @Test
    void stopsThoughClientsAreConnectedAndTheThreadIsInterrupted() throws Exception {
        var database = EmbeddedDatabase.open(directories.prepared());
        try (var connection =
                DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
            Thread.currentThread().interrupt();
            database.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(database.isAlive()).isFalse();
            assertThat(connection.isValid(1)).isFalse();
        }
    }

    @Test
    void outlivesTheInterruptOfTheTerminalsProcessGroup() throws Exception {
        var directory = directories.prepared();
        // A shell that runs the tests in the background has its children ignore the interrupt.
        var prefix = new String[] {"env", "--default-signal=INT", "setsid"};
        var jvm = directories.jvm(directory, System.getProperty("java.class.path"), prefix);
        var opened = jvm.answer("opened");
        assertThat(Command.run(Command.LIMIT, "sh", "-c", "kill -INT -" + jvm.pid())
                        .succeeded())
                .isTrue();
        assertThat(jvm.await()).isEqualTo(130);
        try (var database = EmbeddedDatabase.open(directory)) {
            assertThat(database.attached()).isTrue();
            assertThat(database.pid()).isEqualTo(opened.serverPid());
        }
    }
}
