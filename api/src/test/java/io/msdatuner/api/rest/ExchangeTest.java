package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ExchangeTest {

    @TempDir
    Path folder;

    @Test
    void carriesASnapshotToAnotherServiceByteForByte() throws IOException {
        try (var one = TestService.start(folder.resolve("one"));
                var other = TestService.start(folder.resolve("other"))) {
            one.awaitState(one.create("6", 1), "COMPLETED");
            var path = freeze(one);
            var bundle = one.http.get(path + "/bundle").response().body();
            assertThat(other.http
                            .post("/api/v1/bundles", bundle)
                            .json()
                            .path("field")
                            .asString())
                    .as("signed with a key that the other service does not have")
                    .isEqualTo("signature");
            assertThat(other.http.get(path).status()).isEqualTo(404);
        }
        Files.copy(folder.resolve("one/bundle.key"), folder.resolve("shared.key"));
        try (var one = TestService.start(folder.resolve("one"))) {
            var path = freeze(one);
            var snapshot = one.http.get(path).response().body();
            var bundle = one.http.get(path + "/bundle").response().body();
            Files.createDirectories(folder.resolve("third"));
            Files.copy(folder.resolve("shared.key"), folder.resolve("third/bundle.key"));
            try (var third = TestService.start(folder.resolve("third"))) {
                var imported = third.http.post("/api/v1/bundles", bundle);
                assertThat(imported.status()).as(imported.toString()).isEqualTo(201);
                assertThat(third.http.get(path).response().body()).isEqualTo(snapshot);
                assertThat(third.http.get(path + "/bundle").response().body()).isEqualTo(bundle);
            }
        }
    }

    @Test
    void refusesAHostileBundleWholeAndKeepsNothing() throws SQLException {
        var database = TestDatabase.jdbcUrl();
        try (var service = TestService.start(folder, database)) {
            var path = freeze(service);
            var bundle = service.http.get(path + "/bundle").response().body();
            var altered = (ObjectNode) JsonMapper.shared().readTree(bundle);
            altered.put("payload", altered.path("payload").asString().replace("default", "exact"));
            for (var wrong : List.of(
                    "",
                    "[]",
                    "{}",
                    bundle + "x",
                    bundle.replace("msda-tuner-bundle/1", "msda-tuner-bundle/2"),
                    bundle.replace("HMAC-SHA256", "none"),
                    bundle.replaceFirst("\"signature\":\"[0-9a-f]{8}", "\"signature\":\"00000000"),
                    bundle.replaceFirst("\\{", "{\"more\":1,"),
                    altered.toString(),
                    "{\"payload\":".repeat(100_000),
                    "[".repeat(1_000_000))) {
                var answer = service.http.post("/api/v1/bundles", wrong, "Content-Type", "application/octet-stream");
                assertThat(answer.status()).as(shortened(wrong)).isEqualTo(400);
                assertThat(answer.type().orElse("")).contains("application/problem+json");
            }
            assertThat(service.http
                            .post("/api/v1/bundles", " ".repeat(9 << 20), "Content-Type", "application/octet-stream")
                            .status())
                    .isEqualTo(413);
            assertThat(snapshots(database)).isEqualTo(1);
        }
    }

    @Test
    void writesACHeaderThatNamesEveryAnswer() {
        try (var service = TestService.start(folder)) {
            service.awaitState(service.create("6", 1), "COMPLETED");
            var header = service.http.get(freeze(service) + "/header");
            assertThat(header.type().orElse("")).contains("text/plain");
            assertThat(header.response().body())
                    .contains("MSDA_TUNER_BEST_COUNT = 2")
                    .contains("\"chunk=1 tile=1\"")
                    .contains("\"" + TestService.SHAPE + "\"")
                    .contains("\"msda-backward\"")
                    .contains("\"" + service.artifactOfTheUsualShape() + "\"");
        }
    }

    /** The rules of the official schema's results: what is required, of which type, and which words are allowed. */
    @Test
    void writesT4ResultsByTheRulesOfTheirSchema() {
        try (var service = TestService.start(folder)) {
            var id = service.create("6", 1);
            service.awaitState(id, "COMPLETED");
            var document = service.http.get("/api/v1/campaigns/" + id + "/t4").json();
            assertThat(document.path("schema_version").asString()).matches("^[0-9]{1,}.[0-9]{1,}.[0-9]{1,}$");
            assertThat(document.path("results").size()).isGreaterThanOrEqualTo(6);
            for (var result : document.path("results")) {
                assertThat(result.propertyNames()).contains("configuration", "times", "invalidity", "correctness");
                assertThat(result.path("configuration").isObject()).isTrue();
                assertThat(result.path("timestamp").isString()).isTrue();
                assertThat(result.path("objectives").isArray()).isTrue();
                assertThat(result.path("correctness").isNumber()).isTrue();
                assertThat(Set.of("timeout", "compile", "runtime", "correctness", "constraints", "correct"))
                        .contains(result.path("invalidity").asString());
                for (var figure : result.path("measurements")) {
                    assertThat(figure.path("name").isString()).isTrue();
                    assertThat(figure.path("value").isNumber()).isTrue();
                    assertThat(figure.path("unit").asString()).isEqualTo("ms");
                }
            }
            var trial = service.http
                    .get("/api/v1/campaigns/" + id + "/trials/1")
                    .json()
                    .path("measurement");
            var first = document.path("results").path(0);
            for (var sample = 0; sample < trial.path("samplesNs").size(); sample++) {
                assertThat(Math.round(first.path("times")
                                        .path("runtimes")
                                        .path(sample)
                                        .asDouble()
                                * 1e6))
                        .isEqualTo(trial.path("samplesNs").path(sample).asLong());
            }
        }
    }

    private static int snapshots(String database) throws SQLException {
        try (var connection = DriverManager.getConnection(database, "postgres", "");
                var statement = connection.createStatement();
                var counted = statement.executeQuery("SELECT count(*) FROM snapshots")) {
            counted.next();
            return counted.getInt(1);
        }
    }

    private static String freeze(TestService service) {
        var id = service.http
                .post("/api/v1/snapshots", "{\"workload\": \"toy\"}")
                .json()
                .path("id")
                .asString();
        return "/api/v1/snapshots/" + id;
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
