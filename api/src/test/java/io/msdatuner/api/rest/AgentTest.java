package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.api.wiring.Equipment;
import io.msdatuner.api.wiring.MsdaTunerService;
import io.msdatuner.api.wiring.RunningService;
import io.msdatuner.api.wiring.ServiceStartException;
import io.msdatuner.core.device.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A service without devices, and agents that work for it. */
class AgentTest {
    private final String database = TestDatabase.jdbcUrl();
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    private RunningService service;
    private Http http;

    @BeforeEach
    void startTheService() {
        service = MsdaTunerService.start(
                TestService.options(folder.resolve("service"), database), new Equipment(List.of(), List.of()));
        http = new Http(service.url());
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (var process : processes) {
            process.destroyForcibly().waitFor();
        }
        service.close();
    }

    @Test
    void runsACampaignOfItsDeviceClassForAService() {
        assertThat(create("6").status()).isEqualTo(400);
        var backend = backend();
        try (var agent = FakeAgent.start(folder.resolve("agent"), database, backend)) {
            assertThat(agent.deviceClasses()).extracting(Object::toString).containsExactly(FakeBackend.DEVICE_CLASS);
            assertThat(device().path("deviceClass").asString()).isEqualTo(FakeBackend.DEVICE_CLASS);

            var id = id(create("6"));
            awaitState(id, "COMPLETED");
            assertThat(campaign(id).path("trials").path("total").asInt()).isEqualTo(6);
            assertThat(campaign(id).path("toolchain").asString()).isEqualTo(backend.toolchain);
            var promotions = http.get("/api/v1/promotions").json().path("promotions");
            assertThat(promotions.path(0).path("campaign").asLong()).isEqualTo(id);
        }
    }

    @Test
    void putsItsCampaignBackIntoTheQueueWhenItStopsAndTheNextOneGoesOn() {
        var backend = backend();
        long id;
        try (var agent = FakeAgent.start(folder.resolve("agent"), database, backend)) {
            assertThat(agent.deviceClasses()).isNotEmpty();
            backend.hold(4);
            id = id(create("10"));
            TestService.await("trials", () -> backend.runs.availablePermits() == 0);
        }
        assertThat(campaign(id).path("state").asString()).isEqualTo("PENDING");
        backend.release();
        try (var next = FakeAgent.start(folder.resolve("agent"), database, backend)) {
            assertThat(next.deviceClasses()).isNotEmpty();
            awaitState(id, "COMPLETED");
        }
        assertThat(campaign(id).path("trials").path("total").asInt()).isEqualTo(10);
    }

    @Test
    void usesNoDeviceThatIsInQuarantine() {
        var backend = backend();
        try (var agent = FakeAgent.start(folder.resolve("agent"), database, backend)) {
            assertThat(agent.deviceClasses()).isNotEmpty();
            var path = "/api/v1/devices/%s/%s"
                    .formatted(
                            device().path("host").asString(),
                            device().path("id").asString());
            assertThat(http.post(path + "/quarantine", "{\"reason\": \"its fan is broken\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(device().path("quarantine").path("reason").asString()).isEqualTo("its fan is broken");
            assertThat(http.post("/api/v1/devices/nowhere/fake0/release", "").status())
                    .isEqualTo(404);

            var id = id(create("3"));
            var next = id(create("4"));
            assertThat(http.post(path + "/release", "").status()).isEqualTo(204);
            awaitState(id, "COMPLETED");
            awaitState(next, "COMPLETED");
        }
    }

    @Test
    void saysWhatIsWrongWithItsDatabase() {
        var missing = database.replaceAll("test_[0-9]+", "nowhere");
        assertThatThrownBy(() -> FakeAgent.start(folder.resolve("agent"), missing, backend()))
                .isInstanceOf(ServiceStartException.class)
                .hasMessageContaining("nowhere");
    }

    /**
     * One agent is stopped for so long that it is taken for dead, its successor is killed, a third one completes the campaign,
     * and the first one wakes up.
     */
    @Test
    void losesAndDoublesNoTrialWhenAgentsAreStoppedAndKilled() throws IOException, InterruptedException {
        var first = process("first");
        var id = id(create("40"));
        awaitTrials(id, 4);
        signal("STOP", first);
        var before = finished(id);

        var second = process("second");
        awaitTrials(id, before.size() + 4);
        assertThat(finished(id)).containsAllEntriesOf(before);
        second.destroyForcibly().waitFor();
        var between = finished(id);

        process("third");
        awaitTrials(id, between.size() + 2);
        signal("CONT", first);
        awaitState(id, "COMPLETED");
        var end = finished(id);
        assertThat(end).containsAllEntriesOf(between);
        assertThat(campaign(id).path("trials").path("total").asInt()).isEqualTo(40);

        var next = id(create("3"));
        awaitState(next, "COMPLETED");
        assertThat(finished(id)).isEqualTo(end);
        assertThat(first.isAlive()).isTrue();
    }

    private FakeBackend backend() {
        return new FakeBackend(Provenance.SIMULATED, folder.resolve("artifacts"));
    }

    private Process process(String name) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeAgent.class.getName(),
                        folder.resolve(name).toString(),
                        database)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).startsWith("takes campaigns");
        return process;
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitTrials(long id, int count) {
        TestService.await(count + " trials", () -> finished(id).size() >= count);
    }

    /** The finished trials as they read, by number. */
    private Map<Integer, String> finished(long id) {
        var trials = new TreeMap<Integer, String>();
        var page = http.get("/api/v1/campaigns/" + id + "/trials?pageSize=200").json();
        for (var trial : page.path("trials")) {
            if (!trial.path("outcome").isNull()) {
                trials.put(trial.path("number").asInt(), trial.toString());
            }
        }
        return trials;
    }

    private Http.Answer create(String budget) {
        return http.post("/api/v1/campaigns", """
                {"kernel": "msda-forward", "shape": "%s", "budget": "%s", "strategy": "random", "deviceClass": "%s"}""".formatted(TestService.SHAPE, budget, FakeBackend.DEVICE_CLASS));
    }

    private static long id(Http.Answer created) {
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.json().path("id").asLong();
    }

    private JsonNode device() {
        return http.get("/api/v1/devices").json().path("devices").path(0);
    }

    private JsonNode campaign(long id) {
        return http.get("/api/v1/campaigns/" + id).json();
    }

    private void awaitState(long id, String state) {
        TestService.await(
                "campaign " + id + " is " + state,
                () -> campaign(id).path("state").asString().equals(state));
    }
}
