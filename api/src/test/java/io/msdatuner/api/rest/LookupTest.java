package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.device.Provenance;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTest {

    private static final String TUNED =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);
    private static final String UNTUNED = "/api/v1/configurations/best?kernel=msda-backward&shape="
            + Http.encode("P=4 B=1 Q=9 H=8 C=32 levels=80x80,40x40");

    private static TestService service;

    @BeforeAll
    static void start(@TempDir Path dataDirectory) {
        service = TestService.start(dataDirectory);
        service.awaitState(service.create("6", 1), "COMPLETED");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void answersARecordWithItsEvidence() {
        var best = service.http.get(TUNED).json();
        assertThat(best.path("match").asString()).isEqualTo("exact");
        assertThat(best.path("determinism").asString()).isEqualTo("any");
        assertThat(best.path("medianNs").asDouble()).isPositive();
        assertThat(best.path("baselines").propertyNames()).contains("default", "grid-sample");
        assertThat(best.path("evidence").path("determinism").asString()).isEqualTo("bitwise-repeatable");
        assertThat(best.path("evidence").path("toolchain").asString()).isEqualTo("fake-cc 1.0 -O3");
    }

    @Test
    void answersAShapeThatWasNeverTunedWithTheDefaultAndWithoutATime() {
        var best = service.http.get(UNTUNED).json();
        assertThat(best.path("match").asString()).isEqualTo("default");
        assertThat(best.path("shape").asString())
                .isEqualTo("B=1 Q=9 H=8 C=32 P=4 levels=80x80,40x40 dtype=float32 locations=local");
        assertThat(best.path("configuration").path("tile").asInt()).isEqualTo(1);
        assertThat(best.has("medianNs")).isFalse();
        assertThat(best.has("evidence")).isFalse();
        assertThat(best.path("reason").asString()).isNotEmpty();
    }

    @Test
    void answers304ToAClientThatHasTheAnswer() {
        var first = service.http.get(TUNED);
        var tag = first.header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        for (var condition : new String[] {tag, "\"other\", " + tag, "W/" + tag}) {
            var again = service.http.get(TUNED, "If-None-Match", condition);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo(tag);
            assertThat(again.response().body()).isEmpty();
        }
        assertThat(service.http.get(TUNED, "If-None-Match", "\"other\"").status())
                .isEqualTo(200);
    }

    @Test
    void changesTheTagWithTheAnswer() {
        var shape = "&shape=" + Http.encode("B=2 Q=9 H=8 C=32 P=4 levels=8x8");
        var path = "/api/v1/configurations/best?kernel=msda-forward" + shape;
        var before = service.http.get(path).header("ETag");
        var created = service.http.post("/api/v1/campaigns", """
                {"kernel": "msda-forward", "shape": "B=2 Q=9 H=8 C=32 P=4 levels=8x8", "budget": "3"}""");
        service.awaitState(created.json().path("id").asLong(), "COMPLETED");
        assertThat(service.http.get(path, "If-None-Match", before).status()).isEqualTo(200);
    }

    @Test
    void doesNotServeWhatAnotherCompilerMade() {
        service.backend.toolchain = "fake-cc 3.0";
        try {
            assertThat(service.http.get(TUNED).json().path("match").asString()).isEqualTo("default");
        } finally {
            service.backend.toolchain = "fake-cc 1.0 -O3";
        }
    }

    @Test
    void neverServesSimulatedTimesForARealDevice(@TempDir Path one, @TempDir Path other) {
        var database = TestDatabase.jdbcUrl();
        try (var simulated = TestService.start(one, database)) {
            simulated.awaitState(simulated.create("3", 1), "COMPLETED");
            assertThat(simulated.http.get(TUNED).json().path("measured").asString())
                    .isEqualTo("simulated");
        }
        try (var real = TestService.start(other, database, Provenance.HARDWARE)) {
            var answer = real.http.get(TUNED).json();
            assertThat(answer.path("match").asString()).isEqualTo("default");
            assertThat(answer.path("measured").asString()).isEqualTo("hardware");
        }
    }

    @Test
    void listsDevicesWorkloadsAndStrategies() {
        var device = service.http.get("/api/v1/devices").json().path("devices").path(0);
        assertThat(device.path("deviceClass").asString()).isEqualTo(FakeBackend.DEVICE_CLASS);
        assertThat(device.path("fingerprint").path("model").asString()).isEqualTo("Fake 1");

        var workload =
                service.http.get("/api/v1/workloads").json().path("workloads").path(0);
        assertThat(workload.path("launches").path(0).path("count").asInt()).isEqualTo(6);
        assertThat(workload.path("launches").path(0).path("shape").asString()).isEqualTo(TestService.SHAPE);

        assertThat(service.http
                        .get("/api/v1/strategies")
                        .json()
                        .path("strategies")
                        .findValuesAsString("name"))
                .contains("evolutionary", "random");
    }

    @Test
    void saysThatItIsAliveAndReady() {
        for (var probe : new String[] {"", "/liveness", "/readiness"}) {
            var health = service.http.get("/actuator/health" + probe);
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().path("status").asString()).isEqualTo("UP");
        }
    }
}
