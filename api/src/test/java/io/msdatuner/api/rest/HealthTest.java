package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the probes say, and that it means something. */
class HealthTest {

    private static final String LOOKUP =
            "/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE);

    @Test
    void staysReadyForLookupsWhileTheDatabaseIsAwayAndSaysSo(@TempDir Path dataDirectory) {
        var database = TestDatabase.jdbcUrl();
        try (var service = TestService.start(dataDirectory, database)) {
            for (var probe : new String[] {"", "/liveness", "/readiness", "/campaigns"}) {
                assertThat(statusOf(service, probe)).as(probe).isEqualTo("200 UP");
            }
            assertThat(health(service, "").json().path("components").propertyNames())
                    .contains("database", "records", "execution", "diskSpace");

            TestDatabase.refuseConnections(database, true);
            TestService.await(
                    "the lost database shows", () -> statusOf(service, "").equals("503 DOWN"));
            assertThat(component(service, "", "database")).isEqualTo("DOWN");
            assertThat(statusOf(service, "/campaigns")).isEqualTo("503 DOWN");
            assertThat(statusOf(service, "/readiness")).isEqualTo("200 UP");
            assertThat(component(service, "/readiness", "records")).isEqualTo("UP");
            assertThat(statusOf(service, "/liveness")).isEqualTo("200 UP");
            assertThat(service.http.get(LOOKUP).status()).isEqualTo(200);
            assertThat(Exposition.of(service.http).value("msda_tuner_database_up"))
                    .isZero();

            TestDatabase.refuseConnections(database, false);
            TestService.await(
                    "the database is back", () -> statusOf(service, "").equals("200 UP"));
            assertThat(Exposition.of(service.http).value("msda_tuner_database_up"))
                    .isEqualTo(1);
        }
    }

    private static Http.Answer health(TestService service, String group) {
        return service.http.get("/actuator/health" + group);
    }

    private static String statusOf(TestService service, String group) {
        var answer = health(service, group);
        return answer.status() + " " + answer.json().path("status").asString();
    }

    private static String component(TestService service, String group, String name) {
        return health(service, group)
                .json()
                .path("components")
                .path(name)
                .path("status")
                .asString();
    }
}
