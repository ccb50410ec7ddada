package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.device.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, GZIP;q=0.5", "identity,gzip"})
    void compressesForClientsThatTakeItUnderATagOfItsOwn(String accepted) throws IOException {
        var plain = service.http.get(TUNED);
        var tag = plain.header("ETag").replace("\"", "");
        var compressed = service.http.get(TUNED, "Accept-Encoding", accepted);
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.header("ETag")).isEqualTo("\"" + tag + "-gzip\"");
        assertThat(compressed.header("Vary")).containsIgnoringCase("Accept-Encoding");
        try (var body = new GZIPInputStream(service.http.stream(TUNED, "Accept-Encoding", accepted))) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain.response().body());
        }
        assertThat(service.http
                        .get(TUNED, "Accept-Encoding", accepted, "If-None-Match", compressed.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(service.http
                        .get(TUNED, "If-None-Match", compressed.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip;q=0", "gzip; q=0.0, br", "xgzip"})
    void compressesForNobodyElse(String accepted) {
        var answer = service.http.get(TUNED, "Accept-Encoding", accepted);
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.json().path("match").asString()).isEqualTo("exact");
    }

    @Test
    void compressesManyAnswersAtOnce() throws IOException {
        var lookups = "{\"kernel\": \"msda-forward\", \"shape\": \"%s\"},"
                .formatted(TestService.SHAPE)
                .repeat(16);
        var batch = "{\"lookups\": [" + lookups.substring(0, lookups.length() - 1) + "]}";
        var plain = service.http
                .post("/api/v1/configurations:lookup", batch)
                .response()
                .body();
        var compressed = service.http.post("/api/v1/configurations:lookup", batch, "Accept-Encoding", "gzip");
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.response().body().length()).isLessThan(plain.length() / 2);
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
    void flagsWhatAnotherCompilerMadeAndLeavesItOutIfAskedTo() {
        assertThat(freshnessOf(TUNED)).isEqualTo("fresh");
        service.backend.toolchain = "fake-cc 3.0";
        try {
            assertThat(freshnessOf(TUNED)).isEqualTo("suspect");
            assertThat(matchOf(TUNED + "&freshness=fresh")).isEqualTo("default");
        } finally {
            service.backend.toolchain = "fake-cc 1.0 -O3";
        }
    }

    @Test
    void comparesWithWhatTheCallerRunsIfItSaysSo() {
        assertThat(freshnessOf(TUNED + "&toolchain=" + Http.encode("fake-cc 1.0 -O3")))
                .isEqualTo("fresh");
        assertThat(freshnessOf(TUNED + "&toolchain=other")).isEqualTo("suspect");
        assertThat(matchOf(TUNED + "&sourceDigest=other")).isEqualTo("default");
        assertThat(freshnessOf(TUNED + "&sourceDigest=other&freshness=stale")).isEqualTo("stale");
    }

    @Test
    void answersWithARecordAlsoOnAHostWithoutACompiler() {
        service.backend.hasToolchain = false;
        try {
            assertThat(freshnessOf(TUNED)).isEqualTo("suspect");
        } finally {
            service.backend.hasToolchain = true;
        }
    }

    private static String freshnessOf(String path) {
        return service.http.get(path).json().path("freshness").asString("");
    }

    private static String matchOf(String path) {
        return service.http.get(path).json().path("match").asString("");
    }

    @Test
    void answersManyLookupsWithTheBytesOfEach() {
        var batch = """
                {"deviceClass": "fake-class", "lookups": [
                  {"kernel": "msda-forward", "shape": "%s"},
                  {"kernel": "msda-backward", "shape": "P=4 B=1 Q=9 H=8 C=32 levels=80x80,40x40"}]}""".formatted(TestService.SHAPE);
        var answer = service.http.post("/api/v1/configurations:lookup", batch);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body())
                .isEqualTo("{\"answers\":[" + service.http.get(TUNED).response().body() + ","
                        + service.http.get(UNTUNED).response().body() + "]}");
    }

    @Test
    void namesTheLookupAndFieldThatIsNotAllowed() {
        var wrong = service.http.post("/api/v1/configurations:lookup", """
                {"lookups": [{"kernel": "msda-forward", "shape": "B=1 Q=1 H=1 C=1 P=1 levels=1x1"},
                             {"kernel": "msda-forward", "shape": "B=0 Q=1 H=1 C=1 P=1 levels=1x1"}]}""");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("field").asString()).isEqualTo("lookups[1].shape.B");

        for (var lookups : new String[] {"", "\"lookups\": []", "\"lookups\": [null]"}) {
            var empty = service.http.post("/api/v1/configurations:lookup", "{" + lookups + "}");
            assertThat(empty.status()).as(lookups).isEqualTo(400);
            assertThat(empty.json().path("field").asString()).isEqualTo("lookups");
        }
    }

    @Test
    void refusesALookupThatCannotBeReadAsEverywhereElse() {
        var path = "/api/v1/configurations/best?shape=" + Http.encode(TestService.SHAPE);
        for (var wrong : new String[] {"", "&kernel=other", "&kernel=msda-forward&freshness=incompatible"}) {
            var answer = service.http.get(path + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.type()).contains("application/problem+json");
            assertThat(answer.code()).isEqualTo("invalid-value");
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
