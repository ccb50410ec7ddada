package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignApiTest {

    private static TestService service;

    @BeforeAll
    static void start(@TempDir Path dataDirectory) {
        service = TestService.start(dataDirectory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void releaseAndFinish() {
        service.backend.release();
        TestService.await("nothing runs", () -> activeCampaigns() == 0);
    }

    private static int activeCampaigns() {
        return service.http
                        .get("/api/v1/campaigns?state=RUNNING")
                        .json()
                        .path("campaigns")
                        .size()
                + service.http
                        .get("/api/v1/campaigns?state=PENDING")
                        .json()
                        .path("campaigns")
                        .size();
    }

    @Test
    void runsACampaignFromItsRequestToItsServedRecord() {
        var id = service.create("12", 5);
        service.awaitState(id, "COMPLETED");

        var campaign = service.campaign(id).json();
        assertThat(campaign.path("trials").path("total").asInt()).isEqualTo(12);
        assertThat(campaign.path("trials").path("measured").asInt()).isEqualTo(12);
        assertThat(campaign.path("spaceSize").asLong()).isEqualTo(80);
        assertThat(campaign.path("measured").asString()).isEqualTo("simulated");
        assertThat(campaign.path("budget").path("trials").asInt()).isEqualTo(12);
        assertThat(campaign.path("baselines").propertyNames()).containsExactly("default", "grid-sample");
        assertThat(campaign.path("speedup").path("grid-sample").asDouble()).isGreaterThan(900);
        var artifacts = campaign.path("artifacts");
        assertThat(artifacts.path("built").asInt() + artifacts.path("reused").asInt())
                .isPositive();

        var lookup = campaign.path("lookup").asString();
        assertThat(lookup).startsWith(service.service.url() + "/api/v1/configurations/best?kernel=msda-forward");
        var best = service.http
                .get(lookup.substring(service.service.url().toString().length()))
                .json();
        assertThat(best.path("match").asString()).isEqualTo("exact");
        assertThat(best.path("configuration")).isEqualTo(campaign.path("best").path("configuration"));
        assertThat(best.path("evidence").path("campaign").asLong()).isEqualTo(id);
    }

    @Test
    void listsTheFrontOfTimeAndScratchMemoryFromTheBestOn() {
        var id = service.create("40", 6);
        service.awaitState(id, "COMPLETED");

        var campaign = service.campaign(id).json();
        var front = campaign.path("front");
        assertThat(front.size()).isGreaterThan(1);
        assertThat(front.path(0).path("trial")).isEqualTo(campaign.path("best").path("trial"));
        for (var p = 1; p < front.size(); p++) {
            assertThat(front.path(p).path("scratchBytes").asLong())
                    .isLessThan(front.path(p - 1).path("scratchBytes").asLong());
            assertThat(front.path(p).path("medianNs").asDouble())
                    .isGreaterThan(front.path(p - 1).path("medianNs").asDouble());
        }
    }

    @Test
    void saysWhatEarlierCampaignsOfTheSameKeyTried() {
        var first = service.create("6", 1);
        service.awaitState(first, "COMPLETED");
        var second = service.create("6", 2);
        service.awaitState(second, "COMPLETED");

        assertThat(service.campaign(second).json().path("knownTrials").asInt()).isGreaterThanOrEqualTo(6);
        assertThat(service.campaign(second)
                        .json()
                        .path("artifacts")
                        .path("reused")
                        .asInt())
                .isPositive();
    }

    /** Without knowing of other shapes, {@code transfer} asks the same as {@code bayesian}. */
    @Test
    void givesAStrategyWhatIsKnownOfNeighbouringShapes() {
        service.awaitState(create("B=1 Q=2000 H=2 C=8 P=4 levels=8x8", "random", 60), "COMPLETED");
        var ignorant = create("B=1 Q=2001 H=2 C=8 P=4 levels=8x8", "bayesian", 6);
        service.awaitState(ignorant, "COMPLETED");
        var taught = create("B=1 Q=2002 H=2 C=8 P=4 levels=8x8", "transfer", 6);
        service.awaitState(taught, "COMPLETED");

        assertThat(searched(taught)).hasSize(6).isNotEqualTo(searched(ignorant));
    }

    private static List<String> searched(long id) {
        var configurations = new ArrayList<String>();
        service.http
                .get("/api/v1/campaigns/" + id + "/trials?pageSize=200")
                .json()
                .path("trials")
                .forEach(trial -> {
                    if (trial.path("purpose").asString().equals("search")) {
                        configurations.add(trial.path("configurationId").asString());
                    }
                });
        return configurations;
    }

    private static long create(String shape, String strategy, int trials) {
        var created = service.http.post("/api/v1/campaigns", """
                {"kernel": "msda-forward", "shape": "%s", "budget": "%d", "seed": 1, "strategy": "%s"}""".formatted(shape, trials, strategy));
        assertThat(created.status()).isEqualTo(201);
        return created.json().path("id").asLong();
    }

    @Test
    void answersCreationWithTheLocationOfTheCampaign() {
        service.backend.hold(0);
        var created = service.http.post("/api/v1/campaigns", """
                {"kernel": "msda-backward", "shape": "B=1 Q=10 H=2 C=8 P=4 levels=8x8"}""");

        assertThat(created.status()).isEqualTo(201);
        var campaign = created.json();
        var location = service.service.url() + "/api/v1/campaigns/"
                + campaign.path("id").asLong();
        assertThat(created.header("Location")).isEqualTo(location);
        assertThat(campaign.path("strategy").asString()).isEqualTo("auto");
        assertThat(campaign.path("budget").path("text").asString()).isEqualTo("25s");
        assertThat(campaign.path("shape").asString())
                .isEqualTo("B=1 Q=10 H=2 C=8 P=4 levels=8x8 dtype=float32 locations=local");
        assertThat(campaign.has("best")).isFalse();
        service.http.post("/api/v1/campaigns/" + campaign.path("id").asLong() + "/cancel", "");
    }

    @Test
    void runsCampaignsOfOneDeviceClassInTheOrderOfTheirCreation() {
        service.backend.hold(0);
        var first = service.create("2", 1);
        var second = service.create("2", 2);
        service.awaitState(first, "RUNNING");
        assertThat(service.campaign(second).json().path("state").asString()).isEqualTo("PENDING");
        service.backend.release();
        service.awaitState(second, "COMPLETED");
        assertThat(service.campaign(first).json().path("state").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void cancelsARunningCampaignAtOnceAndResumesItWhereItStopped() {
        service.backend.hold(5);
        var id = service.create("20", 3);
        TestService.await("some trials", () -> finished(id) == 5);

        var cancelled = service.http.post("/api/v1/campaigns/" + id + "/cancel", "");
        assertThat(cancelled.status()).isEqualTo(202);
        service.awaitState(id, "CANCELLED");
        assertThat(service.campaign(id).json().path("trials").path("abandoned").asInt())
                .isPositive();
        var before = trials(id);

        service.backend.release();
        var resumed = service.http.post("/api/v1/campaigns/" + id + "/resume", "");
        assertThat(resumed.status()).isEqualTo(202);
        service.awaitState(id, "COMPLETED");
        assertThat(trials(id)).startsWith(before.toArray(String[]::new));
        assertThat(service.campaign(id).json().path("trials").path("total").asInt())
                .isEqualTo(20);
    }

    @Test
    void cancelsAWaitingCampaignAndSaysSoAgain() {
        service.backend.hold(0);
        var running = service.create("2", 1);
        service.awaitState(running, "RUNNING");
        var waiting = service.create("2", 2);
        for (var time = 0; time < 2; time++) {
            var cancelled = service.http.post("/api/v1/campaigns/" + waiting + "/cancel", "");
            assertThat(cancelled.status()).isEqualTo(202);
            assertThat(cancelled.json().path("state").asString()).isEqualTo("CANCELLED");
        }
    }

    @Test
    void refusesToCancelOrResumeACompletedCampaign() {
        var id = service.create("1", 1);
        service.awaitState(id, "COMPLETED");
        for (var action : List.of("cancel", "resume")) {
            var refused = service.http.post("/api/v1/campaigns/" + id + "/" + action, "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("campaign-state");
            assertThat(refused.json().path("detail").asString()).contains("campaign " + id + " is COMPLETED");
        }
    }

    @Test
    void answersResumeOfARunningCampaignWith200() {
        service.backend.hold(0);
        var id = service.create("2", 1);
        service.awaitState(id, "RUNNING");
        assertThat(service.http.post("/api/v1/campaigns/" + id + "/resume", "").status())
                .isEqualTo(200);
    }

    @Test
    void keepsATroubleOfTheDeviceAsTheReasonAndLetsTheCampaignGoOn() {
        service.backend.trouble = Optional.of(new IllegalStateException("the device fell off the bus"));
        var id = service.create("3", 4);
        service.awaitState(id, "FAILED");
        assertThat(service.campaign(id).json().path("reason").asString()).contains("fell off the bus");

        service.backend.trouble = Optional.empty();
        service.http.post("/api/v1/campaigns/" + id + "/resume", "");
        service.awaitState(id, "COMPLETED");
    }

    @Test
    void doesNotResumeWithAnotherCompiler() {
        service.backend.hold(0);
        var id = service.create("3", 4);
        service.http.post("/api/v1/campaigns/" + id + "/cancel", "");
        service.awaitState(id, "CANCELLED");
        service.backend.toolchain = "fake-cc 2.0 -O3";
        try {
            var refused = service.http.post("/api/v1/campaigns/" + id + "/resume", "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("detail").asString())
                    .contains("fake-cc 1.0")
                    .contains("fake-cc 2.0");
        } finally {
            service.backend.toolchain = "fake-cc 1.0 -O3";
        }
    }

    @Test
    void makesOneCampaignFromRepeatedRequestsWithTheSameKey() {
        var body = """
                {"kernel": "msda-forward", "shape": "%s", "budget": "1"}""".formatted(TestService.SHAPE);
        var sameInOtherWords = """
                {"budget": "1",   "kernel": "msda-forward", "shape": "%s"}""".formatted(TestService.SHAPE);
        var other = body.replace("\"1\"", "\"2\"");

        var first = service.http.post("/api/v1/campaigns", body, "Idempotency-Key", "once");
        var repeated = service.http.post("/api/v1/campaigns", sameInOtherWords, "Idempotency-Key", "once");
        var reused = service.http.post("/api/v1/campaigns", other, "Idempotency-Key", "once");

        assertThat(first.status()).isEqualTo(201);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(reused.status()).isEqualTo(409);
        assertThat(reused.code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void showsEverySampleOfOneTrialOnly() {
        var id = service.create("2", 9);
        service.awaitState(id, "COMPLETED");
        var listed =
                service.http.get("/api/v1/campaigns/" + id + "/trials").json().path("trials");
        assertThat(listed.size()).isGreaterThan(4);
        assertThat(listed.path(0).path("purpose").asString()).isEqualTo("baseline");
        assertThat(listed.path(0).path("measurement").has("samplesNs")).isFalse();

        var one = service.http.get("/api/v1/campaigns/" + id + "/trials/2").json();
        assertThat(one.path("outcome").asString()).isEqualTo("measured");
        assertThat(one.path("measurement").path("samplesNs").size())
                .isEqualTo(one.path("measurement").path("samples").asInt());
        assertThat(one.path("verification").path("errors").size()).isPositive();
    }

    private static int finished(long id) {
        return (int)
                trials(id).stream().filter(trial -> !trial.endsWith("null")).count();
    }

    private static List<String> trials(long id) {
        var all = new ArrayList<String>();
        service.http
                .get("/api/v1/campaigns/" + id + "/trials?pageSize=200")
                .json()
                .path("trials")
                .forEach(trial -> all.add(
                        trial.path("number") + " " + trial.path("configurationId") + " " + trial.path("finishedAt")));
        all.sort(Comparator.comparingInt(line -> Integer.parseInt(line.split(" ")[0])));
        return all;
    }
}
