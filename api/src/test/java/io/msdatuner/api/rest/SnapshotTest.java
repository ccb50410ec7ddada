package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    private static final int RANKS = 1_024;
    private static final String BEST =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);

    @TempDir
    Path folder;

    @Test
    void givesEveryRankTheSameBytesWhileRecordsArePromotedAndAfterARestart() throws Exception {
        var database = TestDatabase.jdbcUrl();
        String path;
        String frozen;
        try (var service = TestService.start(folder.resolve("first"), database)) {
            path = freeze(service, """
                    {"workload": "toy", "deviceClass": "fake-class"}""");
            frozen = service.http.get(path).response().body();
            assertThat(frozen).contains("\"match\":\"default\"");
            var campaign = service.create("20", 1);
            assertThat(answersOfAllRanks(service, path)).containsExactly(frozen);
            service.awaitState(campaign, "COMPLETED");
            assertThat(service.http.get(BEST).json().path("match").asString()).isEqualTo("exact");
            assertThat(service.http.get(path).response().body()).isEqualTo(frozen);
        }
        try (var service = TestService.start(folder.resolve("second"), database)) {
            var again = service.http.get(path);
            assertThat(again.response().body()).isEqualTo(frozen);
            assertThat(again.header("Cache-Control")).contains("immutable").contains("max-age=31536000");
            assertThat(service.http
                            .get(path, "If-None-Match", again.header("ETag"))
                            .status())
                    .isEqualTo(304);
        }
    }

    @Test
    void givesEveryRankTheSameBytesWhileLookupsChangeAllTheTime() throws Exception {
        try (var service = TestService.start(folder)) {
            service.awaitState(service.create("6", 1), "COMPLETED");
            service.backend.timeNs =
                    configuration -> configuration.value("tile").asLong() == 128 ? 500 : 1_000;
            service.awaitState(service.create("40", 2), "COMPLETED");
            var path = freeze(service, """
                    {"lookups": [{"kernel": "msda-forward", "shape": "%s"}]}""".formatted(TestService.SHAPE));
            var frozen = service.http.get(path).response().body();
            var asking = new AtomicBoolean(true);
            var seen = ConcurrentHashMap.<String>newKeySet();
            var promotions = Executors.newSingleThreadExecutor();
            var promoting = promotions.submit(() -> {
                while (asking.get()) {
                    var promoted =
                            service.http.post("/api/v1/configurations:rollback", """
                            {"kernel": "msda-forward", "shape": "%s"}""".formatted(TestService.SHAPE));
                    assertThat(promoted.status()).isEqualTo(200);
                    seen.add(service.http.get(BEST).response().body());
                }
            });
            try {
                for (var round = 0; round < 2 || round < 20 && seen.size() < 2 && !promoting.isDone(); round++) {
                    assertThat(answersOfAllRanks(service, path)).containsExactly(frozen);
                }
            } finally {
                asking.set(false);
                promotions.shutdown();
            }
            promoting.get();
            assertThat(seen).as("different answers of lookups meanwhile").hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void isTheSameForTheSameAnswersAndAnotherAfterAPromotion() {
        try (var service = TestService.start(folder)) {
            var lookups = """
                    {"lookups": [{"kernel": "msda-forward", "shape": "%s"}]}""".formatted(TestService.SHAPE);
            var before = freeze(service, lookups);
            assertThat(freeze(service, lookups)).isEqualTo(before);
            service.awaitState(service.create("6", 1), "COMPLETED");
            var after = freeze(service, lookups);
            assertThat(after).isNotEqualTo(before);
            assertThat(service.http
                            .get(after)
                            .json()
                            .path("answers")
                            .path(0)
                            .path("match")
                            .asString())
                    .isEqualTo("exact");
        }
    }

    @Test
    void refusesWhatItCannotFreezeAndWhatItDoesNotHave() {
        try (var service = TestService.start(folder)) {
            assertThat(service.http.get("/api/v1/snapshots/0123").status()).isEqualTo(404);
            for (var wrong : List.of(
                    "{\"workload\": \"other\"}",
                    "{}",
                    "{\"workload\": \"toy\", \"lookups\": []}",
                    "{\"lookups\": []}")) {
                var answer = service.http.post("/api/v1/snapshots", wrong);
                assertThat(answer.status()).as(wrong).isEqualTo(400);
                assertThat(answer.code()).as(wrong).isEqualTo("invalid-value");
            }
        }
    }

    private static String freeze(TestService service, String body) {
        var created = service.http.post("/api/v1/snapshots", body);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.header("Location")
                .substring(service.service.url().toString().length());
    }

    private static Set<String> answersOfAllRanks(TestService service, String path)
            throws InterruptedException, ExecutionException {
        var ranks = Executors.newFixedThreadPool(16);
        try {
            var asked = new ArrayList<Future<String>>();
            for (var rank = 0; rank < RANKS; rank++) {
                asked.add(ranks.submit(() -> service.http.get(path).response().body()));
            }
            var answers = new HashSet<String>();
            for (var answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            ranks.shutdownNow();
        }
    }
}
