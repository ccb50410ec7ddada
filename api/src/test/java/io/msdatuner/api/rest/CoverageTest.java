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
