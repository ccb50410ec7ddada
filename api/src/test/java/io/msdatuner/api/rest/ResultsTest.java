package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    private static final String OTHER_SHAPE = "B=2 Q=7 H=8 C=32 P=4 levels=8x8";
    private static final String GOOD = """
            {"schema_version": "1.0.0", "metadata": {"more": "is allowed"}, "results": [
              {"timestamp": "2026-01-31T12:00:00Z", "configuration": {"tile": 64, "chunk": 7}, "objectives": ["time"],
               "times": {"compilation_time": 12.5, "runtimes": [0.5, 0.25, 0.75]}, "invalidity": "correct", "correctness": 1,
               "measurements": [{"name": "time", "value": 0.5, "unit": "ms"}, {"name": "notes", "value": ["a", 1]}]},
              {"configuration": {"tile": 32, "chunk": 7}, "times": {}, "invalidity": "correct", "correctness": 1.0,
               "measurements": [{"name": "time", "value": 0.375}]},
              {"configuration": {"tile": 99, "chunk": 1}, "times": {"runtimes": [0.1]}, "invalidity": "correct", "correctness": 1},
              {"configuration": {"tile": 2, "chunk": 1}, "times": {}, "invalidity": "compile", "correctness": 0}]}
            """;

    @TempDir
    static Path folder;

    private static String database;
    private static TestService service;

    @BeforeAll
    static void start() {
        database = TestDatabase.jdbcUrl();
        service = TestService.start(folder, database);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void givesBackWhatACampaignExportedByteForByte() {
        var id = service.create("6", 1);
        service.awaitState(id, "COMPLETED");
        var exported =
                service.http.get("/api/v1/campaigns/" + id + "/t4").response().body();
        var imported = post(TestService.SHAPE, exported);

        assertThat(imported.status()).as(imported.toString()).isEqualTo(201);
        assertThat(imported.json().path("count").asInt()).isGreaterThanOrEqualTo(6);
        assertThat(imported.json().path("timed").asInt())
                .isEqualTo(imported.json().path("count").asInt());
        var path = imported.header("Location")
                .substring(service.service.url().toString().length());
        assertThat(service.http.get(path).response().body()).isEqualTo(exported);
        assertThat(post(TestService.SHAPE, exported).json()).isEqualTo(imported.json());
    }

    @Test
    void beginsCampaignsOfTheProblemWithTheFastestThatItsSpaceHas() {
        var imported = post(OTHER_SHAPE, GOOD);
        assertThat(imported.json().path("count").asInt()).isEqualTo(4);
        assertThat(imported.json().path("timed").asInt()).isEqualTo(3);

        var created = service.http.post("/api/v1/campaigns", """
                {"kernel": "msda-forward", "shape": "%s", "budget": "2", "strategy": "random"}""".formatted(OTHER_SHAPE));
        var id = created.json().path("id").asLong();
        service.awaitState(id, "COMPLETED");
        var tried = service.http
                .get("/api/v1/campaigns/" + id + "/trials")
                .json()
                .path("trials")
                .valueStream()
                .filter(trial -> trial.path("purpose").asString().equals("search"))
                .map(trial -> trial.path("configuration").toString())
                .toList();
        assertThat(tried).containsExactly("{\"chunk\":7,\"tile\":32}", "{\"chunk\":7,\"tile\":64}");
    }

    @Test
    void refusesWholeWhatBreaksARuleOfTheSchemaAndNamesTheField() throws SQLException {
        var before = kept();
        for (var rule : List.of(
                rule("\"1.0.0\"", "\"1.0\"", "schema_version"),
                rule("\"results\"", "\"result\"", "results"),
                rule("\"timestamp\": \"2026-01-31T12:00:00Z\"", "\"timestamp\": 1", "results[0].timestamp"),
                rule("{\"tile\": 64, \"chunk\": 7}", "[]", "results[0].configuration"),
                rule("[\"time\"]", "\"time\"", "results[0].objectives"),
                rule("12.5", "\"12.5\"", "results[0].times.compilation_time"),
                rule("[0.5, 0.25, 0.75]", "0.5", "results[0].times.runtimes"),
                rule("\"compile\"", "\"broken\"", "results[3].invalidity"),
                rule("\"correctness\": 0", "\"correct\": 0", "results[3].correctness"),
                rule("\"value\": 0.5, \"unit\": \"ms\"", "\"value\": true", "results[0].measurements[0].value"),
                rule("\"unit\": \"ms\"", "\"unit\": 1", "results[0].measurements[0].unit"))) {
            var answer = post(OTHER_SHAPE, rule.text());
            assertThat(answer.status()).as(rule.field()).isEqualTo(400);
            assertThat(answer.json().path("field").asString()).isEqualTo(rule.field());
        }
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void refusesWholeWhatIsTooDeepTooLongOrNoJson() throws SQLException {
        var before = kept();
        for (var hostile : List.of(
                "",
                "[]",
                GOOD + "x",
                "[".repeat(1_000_000),
                "{\"results\":".repeat(100_000),
                GOOD.replace("0.375", "NaN"),
                GOOD.replace("0.375", "1".repeat(1_000)),
                GOOD.replace("\"a\"", "\"" + "a".repeat(20_000) + "\""),
                GOOD.replace("\"notes\"", "\"notes\", \"name\": \"twice\""),
                GOOD.replace("[\"a\", 1]", "[[[[[[[[1]]]]]]]]"),
                "{\"results\": [" + "0,".repeat(200_000) + "0]}")) {
            var answer = post(OTHER_SHAPE, hostile);
            assertThat(answer.status())
                    .as(hostile.substring(0, Math.min(99, hostile.length())))
                    .isEqualTo(400);
            assertThat(answer.type().orElse("")).contains("application/problem+json");
        }
        assertThat(post(OTHER_SHAPE, " ".repeat(9 << 20)).status()).isEqualTo(413);
        var nameless = service.http.post("/api/v1/results?kernel=msda-forward", GOOD);
        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.json().path("field").asString()).isEqualTo("shape");
        assertThat(post("B=0 Q=1 H=1 C=1 P=1 levels=1x1", GOOD)
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("shape.B");
        assertThat(kept()).isEqualTo(before);
    }

    private record Rule(String text, String field) {}

    private static Rule rule(String good, String bad, String field) {
        assertThat(GOOD).contains(good);
        return new Rule(GOOD.replace(good, bad), field);
    }

    private static Http.Answer post(String shape, String body) {
        return service.http.post(
                "/api/v1/results?kernel=msda-forward&shape=" + Http.encode(shape),
                body,
                "Content-Type",
                "application/octet-stream");
    }

    private static int kept() throws SQLException {
        try (var connection = DriverManager.getConnection(database, "postgres", "");
                var statement = connection.createStatement();
                var counted = statement.executeQuery("SELECT count(*) FROM imported_results")) {
            counted.next();
            return counted.getInt(1);
        }
    }
}
