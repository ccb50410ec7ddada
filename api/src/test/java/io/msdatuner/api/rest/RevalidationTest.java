package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.device.Provenance;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
            assertThat(made.path(0).path("original").asInt()).isEqualTo(1);
            service.awaitState(2, "COMPLETED");
            assertThat(freshness(service)).isEqualTo("fresh");
            assertThat(service.http.get(BEST).json().path("configurationId").asString())
                    .isEqualTo(before.path("configurationId").asString());
            assertThat(trials(service, 2))
                    .contains("final " + before.path("configurationId").asString())
                    .hasSizeBetween(3, 4)
                    .allMatch(trial -> trial.startsWith("final "));
            assertThat(revalidations(service)).isEmpty();
        }
    }

    @Test
    void holdsARecordOfAnotherDriverForSuspectUntilItIsCheckedByItself() throws Exception {
        var database = TestDatabase.jdbcUrl();
        try (var service = TestService.start(folder.resolve("before"), database)) {
            service.awaitState(service.create("79", 1), "COMPLETED");
            assertThat(freshness(service)).isEqualTo("fresh");
        }
        var upgraded = new FakeBackend(Provenance.SIMULATED, folder.resolve("after/artifacts"));
        upgraded.driver = "2";
        try (var service = TestService.start(TestService.options(folder.resolve("after"), database), upgraded)) {
            assertThat(freshness(service)).isEqualTo("suspect");
            assertThat(service.http
                            .get(BEST + "&freshness=fresh")
                            .json()
                            .path("match")
                            .asString())
                    .isEqualTo("default");
        }
        var options = TestService.options(folder.resolve("after"), database).revalidating(Duration.ofMillis(50));
        try (var service = TestService.start(options, upgraded)) {
            TestService.await("the check", () -> freshness(service).equals("fresh"));
            assertThat(trials(service, 2)).allMatch(trial -> trial.startsWith("final "));
            assertThat(service.http
                            .get("/api/v1/promotions")
                            .json()
                            .path("promotions")
                            .path(0)
                            .path("grounds")
                            .asString())
                    .isEqualTo("renewed");
        }
    }

    /** Not a twentieth of a twentieth, when the record that is checked is from a check itself. */
    @Test
    void measuresTheHundredthTimeAsLongAsTheFirst() throws SQLException {
        var database = TestDatabase.jdbcUrl();
        try (var service = TestService.start(folder.resolve("0"), database, Provenance.HARDWARE)) {
            service.awaitState(service.create("40", 1), "COMPLETED");
        }
        var policies = new ArrayList<String>();
        for (var upgrade = 2; upgrade <= 3; upgrade++) {
            var backend = new FakeBackend(Provenance.HARDWARE, folder.resolve(upgrade + "/artifacts"));
            backend.driver = Integer.toString(upgrade);
            var options = TestService.options(folder.resolve(Integer.toString(upgrade)), database);
            try (var service = TestService.start(options, backend)) {
                assertThat(revalidations(service).path(0).path("campaign").asInt())
                        .isEqualTo(upgrade);
                service.awaitState(upgrade, "COMPLETED");
                policies.add(policy(database, upgrade));
            }
        }
        assertThat(policies.get(1)).isEqualTo(policies.get(0)).contains("blockTimeNs");
    }

    private static String policy(String database, int campaign) throws SQLException {
        try (var connection = DriverManager.getConnection(database, "postgres", "");
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT policy::text FROM trials WHERE number = 0 AND campaign_id = " + campaign)) {
            row.next();
            return row.getString(1);
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

    /** Purpose and configuration of each. */
    private static List<String> trials(TestService service, int campaign) {
        return service.http
                .get("/api/v1/campaigns/" + campaign + "/trials")
                .json()
                .path("trials")
                .valueStream()
                .map(trial -> trial.path("purpose").asString() + " "
                        + trial.path("configurationId").asString())
                .toList();
    }

    private static String freshness(TestService service) {
        return service.http.get(BEST).json().path("freshness").asString("");
    }
}
