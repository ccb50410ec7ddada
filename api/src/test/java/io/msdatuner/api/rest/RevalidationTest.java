package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RevalidationTest {

    private static final String BEST =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);
    private static final String REVALIDATE = "/api/v1/campaigns:revalidate";

    @TempDir
    Path folder;

    @Test
    void makesASuspectRecordFreshWithTheOldBestAmongTheFinalists() {
        try (var service = TestService.start(folder)) {
            service.backend.timeNs = configuration -> 1_000
                    + configuration.value("chunk").asLong()
                    - configuration.value("tile").asLong();
            service.awaitState(service.create("79", 1), "COMPLETED");
            assertThat(revalidations(service)).isEmpty();
            var before = service.http.get(BEST).json();
            service.backend.toolchain = "fake-cc 2.0";
            assertThat(freshness(service)).isEqualTo("suspect");

            var made = revalidations(service);
            assertThat(made).hasSize(1);
            assertThat(made.path(0).path("budget").asString()).isEqualTo("1");
            assertThat(made.path(0).path("original").asInt()).isEqualTo(1);
            service.awaitState(2, "COMPLETED");
            assertThat(freshness(service)).isEqualTo("fresh");
            assertThat(service.http.get(BEST).json().path("configurationId").asString())
                    .isEqualTo(before.path("configurationId").asString());
            assertThat(finalists(service))
                    .contains(before.path("configurationId").asString());
            assertThat(revalidations(service)).isEmpty();
        }
    }

    @Test
    void asksForNoSecondCampaignWhileOneWaits() {
        try (var service = TestService.start(folder)) {
            service.awaitState(service.create("3", 1), "COMPLETED");
            service.backend.toolchain = "fake-cc 2.0";
            service.backend.hold(0);
            assertThat(revalidations(service)).hasSize(1);
            assertThat(revalidations(service)).isEmpty();
            var wrong = service.http.post(REVALIDATE, "{\"most\": 0}");
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.json().path("field").asString()).isEqualTo("most");
        }
    }

    private static JsonNode revalidations(TestService service) {
        return service.http.post(REVALIDATE, "{}").json().path("campaigns");
    }

    private static List<String> finalists(TestService service) {
        return service.http
                .get("/api/v1/campaigns/2/trials")
                .json()
                .path("trials")
                .valueStream()
                .filter(trial -> trial.path("purpose").asString().equals("final"))
                .map(trial -> trial.path("configurationId").asString())
                .toList();
    }

    private static String freshness(TestService service) {
        return service.http.get(BEST).json().path("freshness").asString("");
    }
}
