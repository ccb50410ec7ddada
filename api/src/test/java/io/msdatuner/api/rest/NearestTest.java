package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.device.Provenance;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class NearestTest {

    private static final int[] QUERIES = {100, 200, 400, 800};
    private static final String ASKED =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(shape(300));

    @TempDir
    Path folder;

    @Test
    void answersAShapeWithoutRecordFromWhatWasFastForOthers() {
        try (var service = service()) {
            tune(service, QUERIES);
            TestService.await("all shapes are known", () -> shapes(service) == QUERIES.length);
            var answer = service.http.get(ASKED).json();
            assertThat(answer.path("match").asString()).isEqualTo("nearest");
            assertThat(answer.path("configuration").path("tile").asInt()).isEqualTo(128);
            assertThat(answer.path("measured").asString()).isEqualTo("hardware");
            assertThat(answer.has("medianNs")).isFalse();
            assertThat(answer.has("evidence")).isFalse();
            assertThat(answer.has("artifact")).isFalse();

            var prediction = answer.path("prediction");
            assertThat(prediction.path("speedup").asDouble()).isBetween(1.5, 3.0);
            assertThat(prediction.path("leastSpeedup").asDouble())
                    .isBetween(1.0, prediction.path("speedup").asDouble());
            assertThat(prediction.path("mostRegret").asDouble()).isPositive();
            assertThat(prediction.path("nearestShape").asString()).isEqualTo(shape(400));
            assertThat(prediction.path("shapes").asInt()).isEqualTo(QUERIES.length);
            assertThat(answer.path("reason").asString()).contains(shape(400), "19 of 20");

            assertThat(service.http
                            .get(ASKED + "&determinism=bitwise")
                            .json()
                            .path("match")
                            .asString())
                    .isEqualTo("nearest");
        }
    }

    @Test
    void answersWithTheDefaultToWhoeverWantsExactRecordsOrRunsSomethingElse() {
        try (var service = service()) {
            tune(service, QUERIES);
            awaitMatch(service, ASKED, "nearest");
            for (var other : new String[] {"&match=exact", "&toolchain=other", "&sourceDigest=other"}) {
                var answer = service.http.get(ASKED + other).json();
                assertThat(answer.path("match").asString()).as(other).isEqualTo("default");
                assertThat(answer.has("prediction")).isFalse();
            }
            var wrong = service.http.get(ASKED + "&match=default");
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.json().path("field").asString()).isEqualTo("match");
        }
    }

    @Test
    void answersWithTheDefaultAndSaysWhyWhereItCouldBeSlower() {
        try (var service = service()) {
            tune(service, 100);
            TestService.await("the guess is told", () -> reason(service).contains("could be as slow as"));
            var answer = service.http.get(ASKED).json();
            assertThat(answer.path("match").asString()).isEqualTo("default");
            assertThat(answer.path("configuration").path("tile").asInt()).isEqualTo(1);
        }
    }

    @Test
    void givesOneAnswerToAllAndKeepsItInSnapshots() {
        var database = TestDatabase.jdbcUrl();
        try (var one = service(folder.resolve("one"), database);
                var other = service(folder.resolve("other"), database)) {
            tune(one, QUERIES);
            TestService.await("both know all", () -> shapes(one) == QUERIES.length && shapes(other) == QUERIES.length);
            var body = one.http.get(ASKED).response().body();
            assertThat(other.http.get(ASKED).response().body()).isEqualTo(body);

            var lookups = "{\"lookups\": [{\"kernel\": \"msda-forward\", \"shape\": \"%s\"}]}".formatted(shape(300));
            var snapshot = "/api/v1/snapshots/"
                    + one.http
                            .post("/api/v1/snapshots", lookups)
                            .json()
                            .path("id")
                            .asString();
            assertThat(one.http.get(snapshot).response().body()).isEqualTo("{\"answers\":[" + body + "]}");

            tune(one, 300);
            assertThat(one.http.get(ASKED).json().path("match").asString()).isEqualTo("exact");
            assertThat(one.http.get(snapshot).response().body()).isEqualTo("{\"answers\":[" + body + "]}");
        }
    }

    @Test
    void followsWhatIsLearnt() {
        try (var service = service()) {
            tune(service, QUERIES);
            TestService.await("all are known", () -> shapes(service) == QUERIES.length);
            tune(service, 1_600);
            TestService.await("one more is known", () -> shapes(service) == QUERIES.length + 1);
        }
    }

    @Test
    void neverLearnsForARealDeviceFromASimulatedOne() {
        var database = TestDatabase.jdbcUrl();
        try (var simulated = TestService.start(folder.resolve("one"), database)) {
            makeLargeTilesFast(simulated);
            tune(simulated, QUERIES);
            awaitMatch(simulated, ASKED, "nearest");
        }
        try (var real = service(folder.resolve("other"), database)) {
            var answer = real.http.get(ASKED).json();
            assertThat(answer.path("match").asString()).isEqualTo("default");
            assertThat(answer.path("reason").asString()).doesNotContain("guess");
        }
    }

    private TestService service() {
        return service(folder, TestDatabase.jdbcUrl());
    }

    private static TestService service(Path folder, String database) {
        var service = TestService.start(folder, database, Provenance.HARDWARE);
        makeLargeTilesFast(service);
        return service;
    }

    private static void makeLargeTilesFast(TestService service) {
        service.backend.timeNs = configuration -> 1_000
                + configuration.value("chunk").asLong()
                + 1_000 / configuration.value("tile").asLong();
    }

    private static void tune(TestService service, int... queries) {
        for (var count : queries) {
            var created = service.http.post("/api/v1/campaigns", """
                    {"kernel": "msda-forward", "shape": "%s", "budget": "80", "strategy": "exhaustive"}""".formatted(shape(count)));
            service.awaitState(created.json().path("id").asLong(), "COMPLETED");
        }
    }

    private static JsonNode awaitMatch(TestService service, String path, String match) {
        TestService.await(
                "the answer is " + match,
                () -> service.http.get(path).json().path("match").asString().equals(match));
        return service.http.get(path).json();
    }

    private static String reason(TestService service) {
        return service.http.get(ASKED).json().path("reason").asString();
    }

    private static int shapes(TestService service) {
        return service.http.get(ASKED).json().path("prediction").path("shapes").asInt(0);
    }

    private static String shape(int queries) {
        return "B=1 Q=%d H=8 C=32 P=4 levels=80x80,40x40 dtype=float32 locations=local".formatted(queries);
    }
}
