package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.device.Provenance;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Old samples go, and nothing else does. */
class RetentionTest {

    private static final String BEST =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);
    private static final String NOW = "{\"olderThanDays\": 0}";

    private static TestService service;
    private static long seed;

    private long campaign;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = TestService.start(
                TestService.options(folder, TestDatabase.jdbcUrl()).keepingSamplesFor(Duration.ofDays(90)),
                new FakeBackend(Provenance.SIMULATED, folder.resolve("artifacts")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void tune() {
        campaign = tuned();
    }

    private static long tuned() {
        seed++;
        var id = service.create("6", seed);
        service.awaitState(id, "COMPLETED");
        return id;
    }

    @Test
    void prunesSamplesAndKeepsAllThatWasEstimatedFromThem() {
        var before = service.campaign(campaign).json();
        var best = service.http.get(BEST).response().body();
        var dry = service.http.post("/api/v1/samples:prune", "{\"olderThanDays\": 0, \"dryRun\": true}");
        assertThat(dry.json().path("trials").asInt()).isPositive();
        assertThat(trial(0).path("measurement").path("samplesNs").size()).isPositive();
        var measured = trial(0).path("measurement");

        var pruned = service.http.post("/api/v1/samples:prune", NOW);
        assertThat(pruned.json()).isEqualTo(dry.json());
        assertThat(service.http
                        .post("/api/v1/samples:prune", NOW)
                        .json()
                        .path("trials")
                        .asInt())
                .isZero();

        var after = trial(0).path("measurement");
        assertThat(after.has("samplesNs")).isFalse();
        assertThat(after).isEqualTo(without(measured, "samplesNs"));
        assertThat(after.path("samples").asInt())
                .isEqualTo(measured.path("samplesNs").size());
        assertThat(service.campaign(campaign).json()).isEqualTo(before);
        assertThat(service.http.get(BEST).response().body()).isEqualTo(best);
        assertThat(service.http
                        .get("/api/v1/campaigns/" + campaign + "/t4")
                        .json()
                        .at("/results/0/times")
                        .isEmpty())
                .isTrue();

        var history = service.http.get("/api/v1/samples/prunings").json();
        assertThat(history.path("keepDays").asInt()).isEqualTo(90);
        assertThat(history.at("/prunings/0/samples").asLong())
                .isEqualTo(pruned.json().path("samples").asLong());
    }

    @Test
    void keepsTheSamplesOfEveryTrialThatARecordOrSnapshotNames() {
        var evidence = service.http.get(BEST).json().path("evidence");
        service.http.post("/api/v1/snapshots", "{\"workload\": \"toy\"}");
        service.backend.timeNs =
                configuration -> 5_000 - configuration.value("chunk").asLong() * 100;
        tuned();
        var newer = service.http.get(BEST).json().path("evidence");
        assertThat(newer).as("another record is served").isNotEqualTo(evidence);

        assertThat(service.http
                        .post("/api/v1/samples:prune", NOW)
                        .json()
                        .path("trials")
                        .asInt())
                .isPositive();

        for (var named : new JsonNode[] {evidence, newer}) {
            var trial = service.http
                    .get("/api/v1/campaigns/%d/trials/%d"
                            .formatted(
                                    named.path("campaign").asLong(),
                                    named.path("trial").asInt()))
                    .json();
            assertThat(trial.at("/measurement/samplesNs").size())
                    .as(named.toString())
                    .isPositive();
        }
        service.http.post("/api/v1/configurations:rollback", """
                {"kernel": "msda-forward", "shape": "%s"}""".formatted(TestService.SHAPE));
        assertThat(service.http.get(BEST).json().path("configuration"))
                .as("what was served before can be served again")
                .isNotNull();
    }

    @Test
    void leavesYoungTrialsAndRunningCampaignsAlone() {
        assertThat(service.http
                        .post("/api/v1/samples:prune", "{\"olderThanDays\": 1}")
                        .json()
                        .path("trials")
                        .asInt())
                .isZero();
        service.backend.hold(4);
        var running = service.create("10", 1_000);
        TestService.await("trials", () -> service.backend.runs.availablePermits() == 0);
        var refused = service.http.post("/api/v1/samples:prune", NOW);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("campaign-state");
        service.backend.release();
        service.awaitState(running, "COMPLETED");
    }

    @Test
    void goesOnWithASearchWhoseSamplesAreGone() {
        service.http.post("/api/v1/samples:prune", NOW);
        assertThat(service.campaign(tuned()).json().path("knownTrials").asInt()).isPositive();
    }

    @Test
    void refusesAnAgeThatIsNone() {
        for (var wrong : new String[] {"{}", "{\"olderThanDays\": -1}"}) {
            var answer = service.http.post("/api/v1/samples:prune", wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().path("field").asString()).isEqualTo("olderThanDays");
        }
    }

    private JsonNode trial(int number) {
        return service.http
                .get("/api/v1/campaigns/" + campaign + "/trials/" + number)
                .json();
    }

    private static JsonNode without(JsonNode node, String field) {
        var copy = (ObjectNode) node.deepCopy();
        copy.remove(field);
        return copy;
    }
}
