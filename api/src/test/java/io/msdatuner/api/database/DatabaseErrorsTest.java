package io.msdatuner.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each error says what is wrong and what to do. */
class DatabaseErrorsTest {

    @RegisterExtension
    final DatabaseDirectories directories = new DatabaseDirectories();

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64", "Windows 11, amd64", "Linux, riscv64"})
    void namesTheAlternativeOnAnUnsupportedPlatform(String system, String architecture) {
        assertThatThrownBy(() -> PostgresBinaries.archiveFor(system, architecture))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining(system)
                .hasMessageContaining("--database-url with a PostgreSQL 18");
    }

    @ParameterizedTest
    @CsvSource({"amd64", "x86_64", "aarch64", "arm64"})
    void hasBinariesForTheSupportedPlatforms(String architecture) {
        assertThat(getClass().getResource(PostgresBinaries.archiveFor("Linux", architecture)))
                .isNotNull();
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws Exception {
        var directory = directories.prepared();
        EmbeddedDatabase.open(directory).close();
        Files.writeString(directory.resolve("postgres/data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("was made by PostgreSQL 17, and this is 18");
    }

    @Test
    void refusesDataWithoutItsPassword() throws Exception {
        var directory = directories.prepared();
        EmbeddedDatabase.open(directory).close();
        Files.delete(directory.resolve("postgres/data/msda-tuner.password"));
        assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("msda-tuner.password")
                .hasMessageContaining("restore it from a backup");
    }

    @Test
    void saysWhenTheServerTakesAnotherPassword() throws Exception {
        var directory = directories.prepared();
        try (var database = EmbeddedDatabase.open(directory)) {
            var file = directory.resolve("postgres/data/msda-tuner.password");
            Files.writeString(file, "wrong");
            assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("refuses the password in " + file.toRealPath());
            assertThat(database.isAlive()).isTrue();
        }
    }

    @Test
    void refusesADirectoryThatCannotBeMade() throws Exception {
        var file = Files.writeString(directories.empty().resolve("file"), "");
        for (var directory : new Path[] {file, Path.of("/proc/msda-tuner")}) {
            assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("--data-dir");
        }
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        var directory = directories.empty();
        var mount = Command.run(Command.LIMIT, "mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString());
        assumeTrue(mount.succeeded(), "only root can mount a small disk");
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("the disk is full: free some space");
            directories.prepare(directory);
            assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("initdb failed")
                    .hasMessageContaining("the disk is full: free some space");
        } finally {
            Command.run(Command.LIMIT, "umount", directory.toString());
        }
    }

    @Test
    void showsTheLogOfAServerThatEndsWhileStarting() throws Exception {
        var directory = directories.prepared();
        EmbeddedDatabase.open(directory).close();
        var settings = directory.resolve("postgres/data/postgresql.auto.conf");
        Files.writeString(settings, "wal_level = nonsense\n");
        assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("ended while starting, with exit code 1")
                .hasMessageContaining("invalid value for parameter \"wal_level\": \"nonsense\"");

        Files.writeString(settings, "");
        EmbeddedDatabase.open(directory).close();
    }

    @Test
    void showsTheLogOfAServerThatDoesNotAnswerInTime() throws Exception {
        var directory = directories.prepared();
        try (var database = EmbeddedDatabase.open(directory)) {
            var pidFile = DatabaseFiles.in(directory).postmasterPid();
            Files.writeString(pidFile, Files.readString(pidFile).replace("ready", "starting"));
            assertThatThrownBy(() -> EmbeddedDatabase.open(directory, ServerAccount.detect(), Duration.ofSeconds(1)))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("does not answer within 1 s")
                    .hasMessageContaining("ready to accept connections");
            assertThat(database.isAlive()).isTrue();
        }
    }
}
