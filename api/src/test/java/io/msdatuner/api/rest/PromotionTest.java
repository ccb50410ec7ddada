package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(1);
    private static final String BEST =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);
    private static final String ROLLBACK = """
            {"kernel": "msda-forward", "shape": "%s", "reason": "slow in the model"}""".formatted(TestService.SHAPE);

    @TempDir
    Path folder;

    @Test
    void goesBackByOneCallThatEveryServiceShowsInLessThanASecond() {
        var database = TestDatabase.jdbcUrl();
        try (var one = TestService.start(folder.resolve("one"), database);
                var other = TestService.start(folder.resolve("other"), database)) {
            promoteTwice(one);
            assertThat(tile(one)).isEqualTo(128);
            TestService.await("the other service knows", () -> tile(other) == 128);

            var before = System.nanoTime();
            var answer = one.http.post("/api/v1/configurations:rollback", ROLLBACK);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.json().path("configuration").path("tile").asInt()).isEqualTo(1);
            assertThat(tile(one)).isEqualTo(1);
            TestService.await("the other service went back", () -> tile(other) == 1);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(VISIBLE_WITHIN);
        }
    }

    @Test
    void writesDownEveryDecision() {
        try (var service = TestService.start(folder)) {
            promoteTwice(service);
            service.http.post("/api/v1/configurations:rollback", ROLLBACK);
            var first = service.http.get("/api/v1/promotions?pageSize=2").json();
            var newest = first.path("promotions").path(0);
            assertThat(newest.path("grounds").asString()).isEqualTo("rolled-back");
            assertThat(newest.path("reason").asString()).isEqualTo("slow in the model");
            assertThat(newest.path("configuration").path("tile").asInt()).isEqualTo(1);
            assertThat(newest.has("campaign")).isFalse();
            assertThat(newest.has("replaced")).isTrue();

            assertThat(grounds(service)).containsExactly("rolled-back", "won", "won", "first", "first");
            var next = service.http
                    .get("/api/v1/promotions?pageSize=2&pageToken="
                            + first.path("nextPageToken").asString())
                    .json();
            assertThat(next.path("promotions").findValuesAsString("grounds")).containsExactly("won", "first");
            var won = next.path("promotions").path(0);
            assertThat(won.path("wins").asInt()).isEqualTo(1);
            assertThat(won.path("gain").asDouble()).isGreaterThan(1.5);
            assertThat(won.path("campaign").asInt()).isEqualTo(2);
        }
    }

    @Test
    void changesNothingWhereThereIsNothingToGoBackTo() {
        try (var service = TestService.start(folder)) {
            assertThat(service.http
                            .post("/api/v1/configurations:rollback", ROLLBACK)
                            .status())
                    .isEqualTo(404);
            service.awaitState(service.create("6", 1), "COMPLETED");
            var served = service.http.get(BEST).response().body();
            var only = service.http.post("/api/v1/configurations:rollback", ROLLBACK);
            assertThat(only.status()).isEqualTo(409);
            assertThat(only.code()).isEqualTo("nothing-before");

            for (var wrong : List.of("\" \"", "\"" + "x".repeat(1_001) + "\"")) {
                var answer =
                        service.http.post("/api/v1/configurations:rollback", """
                        {"kernel": "msda-forward", "shape": "%s", "reason": %s}""".formatted(TestService.SHAPE, wrong));
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.json().path("field").asString()).isEqualTo("reason");
            }
            assertThat(service.http.get(BEST).response().body()).isEqualTo(served);
            assertThat(grounds(service)).containsExactly("first", "first");
        }
    }

    /** First with tile 1, then with tile 128, which takes half the time by then. */
    private static void promoteTwice(TestService service) {
        service.awaitState(service.create("6", 1), "COMPLETED");
        service.backend.timeNs = configuration -> configuration.value("tile").asLong() == 128 ? 500 : 1_000;
        service.awaitState(service.create("40", 2), "COMPLETED");
    }

    private static List<String> grounds(TestService service) {
        return service.http.get("/api/v1/promotions").json().path("promotions").findValuesAsString("grounds");
    }

    private static int tile(TestService service) {
        return service.http.get(BEST).json().path("configuration").path("tile").asInt();
    }
}
