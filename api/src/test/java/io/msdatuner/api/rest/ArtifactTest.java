package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactTest {

    private static final String BEST =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);

    @TempDir
    Path folder;

    private TestService service;
    private String digest;
    private String path;

    @BeforeEach
    void start() {
        service = TestService.start(folder);
        service.awaitState(service.create("12", 1), "COMPLETED");
        digest = service.artifactOfTheUsualShape();
        path = "/api/v1/artifacts/" + digest;
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void isNamedByALookupWithWhatLaunchesIt() {
        var artifact = service.http.get(BEST).json().path("artifact");
        assertThat(artifact.path("location").asString()).isEqualTo(path);
        assertThat(artifact.path("launch").propertyNames()).containsExactly("chunk");
        assertThat(artifact.path("launch").path("chunk").asInt()).isPositive();

        var contract = service.http.get(path + "/contract").json();
        assertThat(contract.path("kernel").asString()).isEqualTo("msda-forward");
        assertThat(contract.path("launch").path("entryPoint").asString()).isEqualTo("fake_open");
        assertThat(contract.path("sizeBytes").asLong())
                .isEqualTo(service.http.get(path).response().body().length());
        assertThat(service.http.get(path).header("ETag"))
                .isEqualTo('"' + contract.path("sha256").asString() + '"');
    }

    @Test
    void comesWholeInPartsOrNotAtAll() {
        var whole = service.http.get(path);
        var content = whole.response().body();
        assertThat(content).isEqualTo("machine code of " + digest);
        assertThat(whole.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(whole.header("Repr-Digest")).matches("sha-256=:[A-Za-z0-9+/]{43}=:");

        var tag = whole.header("ETag");
        assertThat(service.http.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        var part = service.http.get(path, "Range", "bytes=8-11", "If-Range", tag);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo("code");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 8-11/" + content.length());
        assertThat(service.http
                        .get(path, "Range", "bytes=8-11", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
        assertThat(service.http.get(path, "Range", "bytes=100000-").status()).isEqualTo(416);
    }

    @Test
    void isNotHandedOutOnceItsFileIsDamagedOrGone() throws IOException {
        Files.writeString(file(digest), "something else");
        var damaged = service.http.get(path);
        assertThat(damaged.status()).isEqualTo(500);
        assertThat(damaged.code()).isEqualTo("artifact-damaged");

        Files.delete(file(digest));
        assertThat(service.http.get(path).status()).isEqualTo(404);
        for (var other : new String[] {"other", "..%2Fservice", "a".repeat(200)}) {
            assertThat(service.http.get("/api/v1/artifacts/" + other).status())
                    .as(other)
                    .isIn(400, 404);
        }
    }

    @Test
    void staysWhileARecordOrASnapshotNamesItHoweverOldItIs() throws IOException {
        var first = digest;
        service.backend.timeNs = configuration -> configuration.value("tile").asLong() == 128 ? 500 : 1_000;
        service.awaitState(service.create("40", 2), "COMPLETED");
        var second = service.artifactOfTheUsualShape();
        assertThat(second).isNotEqualTo(first);
        pretendAllAreOld();

        var dry = service.http.post("/api/v1/artifacts:collect", "{\"olderThanDays\": 30, \"dryRun\": true}");
        assertThat(dry.json().path("removed").asInt()).isPositive();
        assertThat(folder.resolve("artifacts/unnamed.so")).exists();
        var collected = service.http.post("/api/v1/artifacts:collect", "{\"olderThanDays\": 30}");
        assertThat(collected.json()).isEqualTo(dry.json());
        assertThat(folder.resolve("artifacts/unnamed.so")).doesNotExist();
        assertThat(collected.status()).as(collected.toString()).isEqualTo(200);
        assertThat(collected.json().path("removed").asInt()).isPositive();
        assertThat(collected.json().path("removedBytes").asInt()).isPositive();
        assertThat(file(first)).exists();
        assertThat(file(second)).exists();
        try (var left = Files.list(folder.resolve("artifacts"))) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void staysWhileItIsYoungOrACampaignRuns() throws IOException {
        assertThat(service.http
                        .post("/api/v1/artifacts:collect", "{}")
                        .json()
                        .path("removed")
                        .asInt())
                .isZero();
        pretendAllAreOld();
        service.backend.hold(0);
        service.create("6", 3);
        TestService.await(
                "the campaign runs",
                () -> service.campaign(2).json().path("state").asString().equals("RUNNING"));
        assertThat(service.http.post("/api/v1/artifacts:collect", "{}").status())
                .isEqualTo(409);
        var wrong = service.http.post("/api/v1/artifacts:collect", "{\"olderThanDays\": -1}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("field").asString()).isEqualTo("olderThanDays");
    }

    private Path file(String artifact) {
        return folder.resolve("artifacts").resolve(artifact + ".so");
    }

    private void pretendAllAreOld() throws IOException {
        try (var files = Files.list(folder.resolve("artifacts"))) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
            }
        }
        Files.writeString(folder.resolve("artifacts/unnamed.so"), "left over", StandardCharsets.UTF_8);
        Files.setLastModifiedTime(
                folder.resolve("artifacts/unnamed.so"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }
}
