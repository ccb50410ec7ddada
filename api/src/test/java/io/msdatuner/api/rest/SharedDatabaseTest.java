package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several services on one database: each answers from its own memory. */
class SharedDatabaseTest {

    private static final String BEST =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);

    @TempDir
    Path folder;

    @Test
    void servesWhatAnotherServicePromotes() {
        var database = TestDatabase.jdbcUrl();
        try (var one = TestService.start(folder.resolve("one"), database);
                var other = TestService.start(folder.resolve("other"), database)) {
            assertThat(match(other)).isEqualTo("default");
            one.awaitState(one.create("6", 1), "COMPLETED");
            assertThat(match(one)).isEqualTo("exact");
            TestService.await("the other service knows", () -> match(other).equals("exact"));
            assertThat(other.http.get(BEST).response().body())
                    .isEqualTo(one.http.get(BEST).response().body());
        }
    }

    @Test
    void followsPromotionsAndRollbacksOfAnotherService() {
        var database = TestDatabase.jdbcUrl();
        try (var one = TestService.start(folder.resolve("one"), database);
                var other = TestService.start(folder.resolve("other"), database)) {
            one.awaitState(one.create("6", 1), "COMPLETED");
            var first = one.http.get(BEST).response().body();
            one.backend.timeNs = configuration -> configuration.value("tile").asLong() == 128 ? 500 : 1_000;
            one.awaitState(one.create("40", 2), "COMPLETED");
            var second = one.http.get(BEST).response().body();
            assertThat(second).isNotEqualTo(first);
            TestService.await(
                    "the promotion",
                    () -> other.http.get(BEST).response().body().equals(second));

            one.http.post("/api/v1/configurations:rollback", """
                    {"kernel": "msda-forward", "shape": "%s"}""".formatted(TestService.SHAPE));
            var back = one.http.get(BEST).response().body();
            assertThat(back).isNotEqualTo(second);
            TestService.await(
                    "the rollback", () -> other.http.get(BEST).response().body().equals(back));
        }
    }

    @Test
    void learnsWhatWasPromotedWhileItsConnectionWasLost() throws SQLException {
        var database = TestDatabase.jdbcUrl();
        try (var one = TestService.start(folder.resolve("one"), database);
                var other = TestService.start(folder.resolve("other"), database)) {
            assertThat(endListeners(database)).isEqualTo(2);
            one.awaitState(one.create("6", 1), "COMPLETED");
            assertThat(match(one)).isEqualTo("exact");
            TestService.await("the other service knows", () -> match(other).equals("exact"));
        }
    }

    private static String match(TestService service) {
        return service.http.get(BEST).json().path("match").asString();
    }

    private static int endListeners(String database) throws SQLException {
        try (var connection = DriverManager.getConnection(database, "postgres", "");
                var statement = connection.createStatement();
                var ended = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'msda-tuner records'")) {
            ended.next();
            return ended.getInt(1);
        }
    }
}
