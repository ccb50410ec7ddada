package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.api.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CampaignSetTest {
    private static final String SMALL = "B=1 Q=10 H=2 C=8 P=4 levels=8x8";
    private static final String LARGE = "B=1 Q=900 H=2 C=8 P=4 levels=8x8";
    private static final String SETS = "/api/v1/campaign-sets";

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
    void release() {
        service.backend.release();
    }

    private static String members(String... shapes) {
        var members = new ArrayList<String>();
        for (var shape : shapes) {
            members.add("{\"kernel\": \"msda-forward\", \"shape\": \"%s\", \"launches\": 6}".formatted(shape));
            members.add("{\"kernel\": \"msda-backward\", \"shape\": \"%s\", \"launches\": 2}".formatted(shape));
        }
        return "\"members\": " + members;
    }

    private static long create(String fields) {
        var created = service.http.post(SETS, "{" + fields + "}");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.json().path("id").asLong();
    }

    private static JsonNode set(TestService at, long id) {
        return at.http.get(SETS + "/" + id).json();
    }

    private static JsonNode awaitState(long id, String state) {
        return awaitState(service, id, state);
    }

    private static JsonNode awaitState(TestService at, long id, String state) {
        TestService.await(
                "set " + id + " is " + state,
                () -> set(at, id).path("state").asString().equals(state));
        return set(at, id);
    }

    private static List<Long> campaigns(JsonNode set) {
        return set.path("members")
                .valueStream()
                .flatMap(member -> member.path("campaigns").valueStream())
                .map(JsonNode::asLong)
                .sorted()
                .toList();
    }

    @Test
    void tunesAllMembersAndSumsUpWhatAStepTakes() {
        var id = create(members(LARGE, SMALL) + ", \"budget\": \"12\", \"strategy\": \"random\", \"seed\": 5");
        var set = awaitState(id, "COMPLETED");

        assertThat(set.path("members")).hasSize(4).allSatisfy(member -> {
            assertThat(member.path("campaigns")).hasSize(1);
            assertThat(member.path("trials").asInt()).isEqualTo(12);
            assertThat(member.path("speedup").path("default").asDouble()).isGreaterThanOrEqualTo(1);
        });
        for (var name : List.of("best", "default", "grid-sample")) {
            var sum = set.path("members")
                    .valueStream()
                    .mapToDouble(member -> member.path("launches").asInt() * median(member, name))
                    .sum();
            assertThat(set.path("step")
                            .path("times")
                            .path(name)
                            .path("medianNs")
                            .asDouble())
                    .isCloseTo(sum, within(1e-6));
        }
        assertThat(set.path("step").path("speedup").path("grid-sample").asDouble())
                .isGreaterThan(1);
        assertThat(set.path("measured").asString()).isEqualTo("simulated");
    }

    private static double median(JsonNode member, String name) {
        return (name.equals("best")
                        ? member.path("best")
                        : member.path("baselines").path(name))
                .path("medianNs")
                .asDouble();
    }

    /** The second is created when the first has ended, so that its precedents hold the trials of the first. */
    @Test
    void makesCampaignsOneAfterTheOtherSmallestShapeFirst() {
        var id = create(members(LARGE, SMALL) + ", \"budget\": \"2\"");
        var set = awaitState(id, "COMPLETED");

        var inOrder = campaigns(set).stream()
                .map(campaign -> service.campaign(campaign).json())
                .toList();
        assertThat(inOrder)
                .extracting(campaign -> campaign.path("kernel").asString() + " "
                        + campaign.path("shape").asString().substring(4, 9).strip())
                .containsExactly(
                        "msda-forward Q=10", "msda-forward Q=900", "msda-backward Q=10", "msda-backward Q=900");
        for (var next = 1; next < inOrder.size(); next++) {
            var last = service.http.get(
                    "/api/v1/campaigns/" + inOrder.get(next - 1).path("id").asLong() + "/trials");
            var created = Instant.parse(inOrder.get(next).path("createdAt").asString());
            assertThat(last.json()
                            .path("trials")
                            .valueStream()
                            .map(trial -> Instant.parse(trial.path("finishedAt").asString())))
                    .allMatch(created::isAfter);
        }
    }

    @Test
    void takesTheShapesAndLaunchesOfWorkloads() {
        var id = create("\"workloads\": [\"toy\"], \"kernels\": [\"msda-backward\"], \"budget\": \"1\"");
        var set = awaitState(id, "COMPLETED");

        assertThat(set.path("members")).hasSize(1);
        assertThat(set.path("members").path(0).path("shape").asString()).isEqualTo(TestService.SHAPE);
        assertThat(set.path("members").path(0).path("launches").asInt()).isEqualTo(6);
    }

    /** The space has 80 configurations, and the default is measured as a baseline. */
    @Test
    void endsBeforeItsTimeIsUsedWhenNothingIsLeftToSearch() {
        var id = create(members("B=1 Q=11 H=2 C=8 P=4 levels=8x8") + ", \"budget\": \"10m\"");
        var set = awaitState(id, "COMPLETED");

        assertThat(set.path("members"))
                .allSatisfy(member -> assertThat(member.path("trials").asInt()).isEqualTo(79));
        assertThat(set.path("spentSeconds").asDouble()).isLessThan(600);
    }

    @Test
    void cancelsAndGoesOnWhereItStopped() {
        service.backend.hold(4);
        var id = create(members("B=1 Q=12 H=2 C=8 P=4 levels=8x8") + ", \"budget\": \"6\"");
        TestService.await(
                "the first campaign runs",
                () -> campaigns(set(service, id)).size() == 1
                        && set(service, id).path("state").asString().equals("RUNNING"));

        var cancelled = service.http.post(SETS + "/" + id + "/cancel", "");
        assertThat(cancelled.status()).isEqualTo(202);
        var stopped = awaitState(id, "CANCELLED");
        assertThat(campaigns(stopped)).hasSize(1);
        assertThat(service.campaign(campaigns(stopped).get(0))
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("campaign set %d was cancelled".formatted(id));

        service.backend.release();
        assertThat(service.http.post(SETS + "/" + id + "/resume", "").status()).isEqualTo(202);
        var set = awaitState(id, "COMPLETED");
        assertThat(campaigns(set)).hasSize(2).startsWith(campaigns(stopped).get(0));
        for (var action : List.of("cancel", "resume")) {
            var refused = service.http.post(SETS + "/" + id + "/" + action, "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("detail").asString()).contains("campaign set %d is COMPLETED".formatted(id));
        }
    }

    @Test
    void stopsACampaignThatWouldUseMoreThanTheBudget() {
        service.backend.hold(3);
        var id = create(members("B=1 Q=13 H=2 C=8 P=4 levels=8x8") + ", \"budget\": \"10s\"");
        var set = awaitState(id, "COMPLETED");

        assertThat(set.path("spentSeconds").asDouble()).isLessThanOrEqualTo(10);
        assertThat(service.campaign(campaigns(set).get(0)).json().path("reason").asString())
                .isEqualTo("the budget of campaign set %d is spent".formatted(id));
    }

    @Test
    void isOverAtItsDeadline() {
        service.backend.hold(3);
        var deadline = Instant.now().plusSeconds(11);
        var id = create(members("B=1 Q=14 H=2 C=8 P=4 levels=8x8")
                + ", \"budget\": \"10m\", \"deadline\": \"%s\"".formatted(deadline));
        var set = awaitState(id, "COMPLETED");

        assertThat(service.campaign(campaigns(set).get(0)).json().path("reason").asString())
                .isEqualTo("the deadline of campaign set %d has come".formatted(id));
        assertThat(campaigns(set)).hasSize(1);
    }

    /** What was spent before counts afterwards, and finished trials are not repeated. */
    @Test
    void goesOnAfterItsServiceHasEnded(@TempDir Path dataDirectory) {
        var database = TestDatabase.jdbcUrl();
        long id;
        double spent;
        List<String> trials;
        try (var first = TestService.start(dataDirectory, database)) {
            first.backend.hold(4);
            id = first.http
                    .post(SETS, "{" + members(SMALL) + ", \"budget\": \"8\"}")
                    .json()
                    .path("id")
                    .asLong();
            TestService.await("some trials", () -> finished(first, 1).size() == 4);
            trials = finished(first, 1);
            spent = first.http.get(SETS + "/" + id).json().path("spentSeconds").asDouble();
            assertThat(spent).isPositive();
        }
        try (var second = TestService.start(dataDirectory, database)) {
            var set = awaitState(second, id, "COMPLETED");
            assertThat(campaigns(set)).containsExactly(1L, 2L);
            assertThat(finished(second, 1)).startsWith(trials.toArray(String[]::new));
            assertThat(set.path("spentSeconds").asDouble()).isGreaterThan(spent);
            assertThat(set.path("members").path(0).path("trials").asInt()).isEqualTo(8);
        }
    }

    private static List<String> finished(TestService at, long campaign) {
        return at.http
                .get("/api/v1/campaigns/" + campaign + "/trials")
                .json()
                .path("trials")
                .valueStream()
                .filter(trial -> !trial.path("outcome").isNull()
                        && !trial.path("outcome").asString().equals("abandoned"))
                .map(JsonNode::toString)
                .toList();
    }

    @Test
    void makesOneSetFromRepeatedRequestsWithTheSameKey() {
        var body = "{" + members(SMALL) + ", \"budget\": \"1\"}";
        var first = service.http.post(SETS, body, "Idempotency-Key", "once");
        var repeated = service.http.post(SETS, body, "Idempotency-Key", "once");
        var reused = service.http.post(SETS, body.replace("\"1\"", "\"2\""), "Idempotency-Key", "once");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location"))
                .endsWith(SETS + "/" + first.json().path("id").asLong());
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(reused.status()).isEqualTo(409);
        assertThat(reused.code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void listsSetsPageByPageTheNewestFirst() {
        var ids = LongStream.range(0, 3)
                .map(n -> create(members(SMALL) + ", \"budget\": \"1\", \"seed\": " + n))
                .boxed()
                .toList();
        var first = service.http.get(SETS + "?pageSize=2").json();
        var token = first.path("nextPageToken").asString();
        var second = service.http.get(SETS + "?pageSize=2&pageToken=" + token).json();

        assertThat(ids(first)).containsExactly(ids.get(2), ids.get(1));
        assertThat(ids(second)).startsWith(ids.get(0));
        assertThat(new HashSet<>(ids(first))).doesNotContainAnyElementsOf(ids(second));
    }

    private static List<Long> ids(JsonNode page) {
        return page.path("campaignSets")
                .valueStream()
                .map(set -> set.path("id").asLong())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | members | either members or workloads",
                "{'members': [], 'workloads': ['toy']} | members | either members or workloads",
                "{'members': []} | members | 1 to 200",
                "{'workloads': ['nothing']} | workloads | toy",
                "{'workloads': ['toy'], 'kernels': ['gemm']} | kernel | msda-forward",
                "{'workloads': ['toy'], 'budget': '9s'} | budget | at least 10 s",
                "{'workloads': ['toy'], 'budget': 'soon'} | budget | 90s",
                "{'workloads': ['toy'], 'strategy': 'guess'} | strategy | auto",
                "{'workloads': ['toy'], 'deviceClass': 'gpu'} | deviceClass | fake-class",
                "{'workloads': ['toy'], 'deadline': 'tonight'} | deadline | 2026-01-31T18:00:00Z",
                "{'workloads': ['toy'], 'deadline': '2020-01-31T18:00:00Z'} | deadline | at least 10 s from now",
                "{'members': [{'kernel': 'msda-forward'}]} | members.shape | required",
                "{'members': [{'kernel': 'msda-forward', 'shape': 'B=1 Q=10 H=2 C=8 P=4 levels=8x8', 'launches': 0}]}"
                        + " | members.launches | 1",
                "{'members': [{'kernel': 'msda-forward', 'shape': 'B=1 Q=10 H=2 C=8 P=4 levels=8x8 dtype=float16'}]}"
                        + " | shape | float32"
            })
    void namesWhatIsWrongAndMakesNothing(String body, String field, String allowed) {
        var before = service.http.get(SETS).json().path("campaignSets").size();
        var refused = service.http.post(SETS, body.replace('\'', '"'));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.json().path("field").asString()).isEqualTo(field);
        assertThat(refused.json().path("allowed").asString()).contains(allowed);
        assertThat(service.http.get(SETS).json().path("campaignSets").size()).isEqualTo(before);
    }

    @Test
    void knowsNoOtherSets() {
        assertThat(service.http.get(SETS + "/999").status()).isEqualTo(404);
        assertThat(service.http.get(SETS + "/x/report").status()).isEqualTo(404);
    }

    @Test
    void reportsASetInBothForms() {
        var id = create(members("B=1 Q=15 H=2 C=8 P=4 levels=8x8") + ", \"budget\": \"9\"");
        awaitState(id, "COMPLETED");
        var json = service.http.get(SETS + "/" + id + "/report", "Accept", "application/json");
        var page = service.http.get(SETS + "/" + id + "/report", "Accept", "text/html,*/*;q=0.8");

        assertThat(json.json().path("schema").asString()).isEqualTo("msda-tuner-report/1");
        assertThat(json.json()
                        .path("set")
                        .path("step")
                        .path("speedup")
                        .path("default")
                        .asDouble())
                .isPositive();
        assertThat(json.json().path("members")).hasSize(2).allSatisfy(member -> {
            var curve = member.path("curve");
            assertThat(curve.path(curve.size() - 1).path("trial").asInt()).isEqualTo(9);
            for (var p = 1; p < curve.size(); p++) {
                assertThat(curve.path(p).path("bestNs").asDouble())
                        .isLessThanOrEqualTo(curve.path(p - 1).path("bestNs").asDouble());
            }
        });
        assertThat(page.type()).contains("text/html;charset=UTF-8");
        assertThat(page.response().body())
                .startsWith("<!DOCTYPE html>")
                .contains("SIMULATED")
                .contains("campaign set " + id);
    }

    @Test
    void reportsACampaignInBothForms() {
        var id = service.create("4", 1);
        service.awaitState(id, "COMPLETED");
        var json = service.http.get("/api/v1/campaigns/" + id + "/report").json();
        var page = service.http.get("/api/v1/campaigns/" + id + "/report", "Accept", "text/html");

        assertThat(json.has("set")).isFalse();
        assertThat(json.path("members").path(0).path("result").path("id").asLong())
                .isEqualTo(id);
        assertThat(json.path("commands").path(0).path("command").asString())
                .startsWith("./tuner tune --kernel msda-forward");
        assertThat(page.response().body()).contains("campaign " + id);
    }
}
