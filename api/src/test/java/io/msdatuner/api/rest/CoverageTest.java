package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {

    private static final String MISSED = "B=3 Q=9 H=8 C=32 P=4 levels=8x8 dtype=float32 locations=local";
    private static final String LOOKUP =
            "/api/v1/configurations/best?kernel=msda-backward&determinism=bitwise&shape=" + Http.encode(MISSED);

    @TempDir
    Path folder;

    @Test
    void tellsWhichShapesOfTheWorkloadsHaveARecord() {
        try (var service = TestService.start(folder)) {
            var before = service.http.get("/api/v1/coverage?workload=toy").json();
            assertThat(before.path("exact").asInt()).isZero();
            assertThat(before.path("total").asInt()).isEqualTo(2);
            service.awaitState(service.create("6", 1), "COMPLETED");
            var after = service.http.get("/api/v1/coverage?workload=toy").json();
            assertThat(after.path("exact").asInt()).isEqualTo(1);
            assertThat(after.path("problems").findValuesAsString("match"))
                    .containsExactlyInAnyOrder("exact", "default");
        }
    }

    @Test
    void addsUpWhatWasMissedOverServicesAndRestarts() {
        var database = TestDatabase.jdbcUrl();
        try (var one = TestService.start(folder.resolve("one"), database)) {
            one.http.get(LOOKUP);
            one.http.get(LOOKUP);
            try (var other = TestService.start(folder.resolve("other"), database)) {
                other.http.get(LOOKUP);
            }
            one.http.get("/api/v1/coverage");
        }
        try (var again = TestService.start(folder.resolve("again"), database)) {
            var most =
                    again.http.get("/api/v1/coverage").json().path("problems").path(0);
            assertThat(most.path("shape").asString()).isEqualTo(MISSED);
            assertThat(most.path("kernel").asString()).isEqualTo("msda-backward");
            assertThat(most.path("determinism").asString()).isEqualTo("bitwise");
            assertThat(most.path("misses").asInt()).isEqualTo(3);
            assertThat(most.path("workloads")).isEmpty();
        }
    }

    @Test
    void tunesWhatWasMissedBeginningWithWhatIsExpectedToSaveTheMost() {
        try (var service = TestService.start(folder)) {
            service.backend.timeNs =
                    configuration -> configuration.value("tile").asLong() == 1 ? 1_000 : 500;
            service.awaitState(service.create("6", 1), "COMPLETED");
            miss(service, "msda-forward", "B=1 Q=10 H=8 C=32 P=4 levels=80x80,40x40", 3);
            miss(service, "msda-forward", "B=1 Q=600 H=8 C=32 P=4 levels=80x80,40x40", 2);
            miss(service, "msda-forward", "B=1 Q=9 H=8 C=32 P=4 levels=8x8 dtype=float16", 1);
            service.backend.hold(0);

            var refused = service.http.post("/api/v1/campaigns:fromMisses", "{\"budget\": \"never\"}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("field").asString()).isEqualTo("budget");
            var made = service.http
                    .post("/api/v1/campaigns:fromMisses", "{\"budget\": \"3\", \"most\": 1}")
                    .json()
                    .path("campaigns");
            assertThat(made).hasSize(1);
            assertThat(made.path(0).path("shape").asString()).startsWith("B=1 Q=600 ");
            assertThat(made.path(0).path("lookups").asInt()).isEqualTo(2);
            // The default takes 1000 ns for half as many queries, and half of it is saved.
            assertThat(made.path(0).path("expectedSavedNs").asDouble()).isEqualTo(2 * 1_000.0);

            var next = service.http
                    .post("/api/v1/campaigns:fromMisses", "{\"budget\": \"3\"}")
                    .json()
                    .path("campaigns");
            assertThat(next.findValuesAsString("shape")).hasSize(1).allMatch(shape -> shape.startsWith("B=1 Q=10 "));
            service.backend.release();
            service.awaitState(next.path(0).path("campaign").asLong(), "COMPLETED");
            assertThat(service.http
                            .post("/api/v1/campaigns:fromMisses", "{}")
                            .json()
                            .path("campaigns"))
                    .isEmpty();
        }
    }

    private static void miss(TestService service, String kernel, String shape, int times) {
        for (var time = 0; time < times; time++) {
            service.http.get("/api/v1/configurations/best?kernel=" + kernel + "&shape=" + Http.encode(shape));
        }
    }

    @Test
    void doesNotCountWhatARecordAnswers() {
        try (var service = TestService.start(folder)) {
            service.awaitState(service.create("6", 1), "COMPLETED");
            service.http.get("/api/v1/configurations/best?kernel=msda-forward&shape=" + Http.encode(TestService.SHAPE));
            assertThat(service.http
                            .get("/api/v1/coverage")
                            .json()
                            .path("problems")
                            .findValuesAsString("misses"))
                    .containsOnly("0");
        }
    }

    @Test
    void refusesAWorkloadOrDeviceClassThatIsNotThere() {
        try (var service = TestService.start(folder)) {
            for (var wrong : new String[] {"workload=other", "deviceClass=other"}) {
                assertThat(service.http.get("/api/v1/coverage?" + wrong).status())
                        .isEqualTo(400);
            }
        }
    }
}
