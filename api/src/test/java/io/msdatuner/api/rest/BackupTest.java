package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.backup.Backup;
import io.msdatuner.api.backup.BackupException;
import io.msdatuner.api.backup.Restoration;
import io.msdatuner.api.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is restored answers as what was backed up did. */
class BackupTest {

    private static final String BEST =
            "/api/v1/configurations/best?shape=" + Http.encode(TestService.SHAPE) + "&kernel=";

    @TempDir
    Path folder;

    @Test
    void restoresAllThatIsAnsweredByteForByteIntoAnEmptyDatabase() throws IOException {
        var file = folder.resolve("backup.zip");
        Map<String, String> before;
        try (var service = TestService.start(folder.resolve("one"), fill(TestDatabase.jdbcUrl(), file))) {
            before = answers(service);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        var empty = TestDatabase.emptyJdbcUrl();
        var restored = new Restoration(TestDatabase.dataSource(empty), folder.resolve("two")).read(file);
        assertThat(restored.rows()).isGreaterThan(20);
        assertThat(restored.artifacts()).isPositive();
        try (var service = TestService.start(folder.resolve("two"), empty)) {
            assertThat(answers(service)).isEqualTo(before);
            assertThat(service.create("3", 99)).as("the next number").isEqualTo(3);
        }
        assertThat(folder.resolve("two/bundle.key")).hasSameBinaryContentAs(folder.resolve("one/bundle.key"));

        assertThatThrownBy(() -> new Restoration(TestDatabase.dataSource(empty), folder.resolve("two")).read(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("restore into an empty one");
    }

    @Test
    void leavesTheDatabaseAloneIfTheFileIsNoBackup() throws IOException {
        var empty = TestDatabase.emptyJdbcUrl();
        var noBackup = Files.writeString(folder.resolve("text.zip"), "text");
        assertThatThrownBy(() -> new Restoration(TestDatabase.dataSource(empty), folder).read(noBackup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("cannot be restored");
        assertThatThrownBy(() -> new Backup(TestDatabase.dataSource(empty), folder, Clock.systemUTC()).write(noBackup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("there already");
    }

    /** Tunes, supersedes, pins and misses something, and makes the backup while the service runs. */
    private String fill(String database, Path file) {
        var directory = folder.resolve("one");
        try (var service = TestService.start(directory, database)) {
            service.awaitState(service.create("6", 1), "COMPLETED");
            service.http.post("/api/v1/snapshots", "{\"workload\": \"toy\"}");
            service.backend.timeNs =
                    configuration -> 9_000 - configuration.value("chunk").asLong() * 100;
            service.awaitState(service.create("9", 2), "COMPLETED");
            service.http.get(BEST + "msda-backward");
            service.http.post(
                    "/api/v1/results?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE), "{\"results\": []}");
            service.http.post("/api/v1/samples:prune", "{\"olderThanDays\": 0}");
            TestService.await(
                    "the miss is written down",
                    () -> service.http.get("/api/v1/coverage").json().findValues("misses").stream()
                            .anyMatch(misses -> misses.asInt() > 0));
            new Backup(TestDatabase.dataSource(database), directory, Clock.systemUTC()).write(file);
        }
        return database;
    }

    /** By path. Where an address of the service stands in an answer it is left out. */
    private static Map<String, String> answers(TestService service) {
        var answers = new LinkedHashMap<String, String>();
        var snapshot = service.http
                .post("/api/v1/snapshots", "{\"workload\": \"toy\"}")
                .json()
                .path("location")
                .asString()
                .replace(service.service.url().toString(), "");
        for (var path : new String[] {
            BEST + "msda-forward",
            BEST + "msda-forward" + "&determinism=bitwise",
            "/api/v1/promotions",
            "/api/v1/samples/prunings",
            "/api/v1/campaigns",
            "/api/v1/campaigns/1/trials",
            "/api/v1/campaigns/2/trials/0",
            "/api/v1/artifacts/" + service.artifactOfTheUsualShape(),
            snapshot
        }) {
            var answer = service.http.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            answers.put(
                    path,
                    answer.header("ETag")
                            + answer.response()
                                    .body()
                                    .replace(service.service.url().toString(), ""));
        }
        return answers;
    }
}
