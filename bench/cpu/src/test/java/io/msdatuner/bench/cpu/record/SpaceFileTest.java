package io.msdatuner.bench.cpu.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Constraint;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SpaceFileTest {
    private static final Space SPACE = new Space(
            List.of(
                    Parameter.compileTime("layout", "bnhc", "bhnc"),
                    Parameter.launchTime("queryTile", 4, 8),
                    Parameter.launchTime("threads", 1, 2)),
            List.of(Constraint.of(
                    "tied, so that the order of the space is not that of the positions",
                    values -> values.number("threads") == 1 || values.is("layout", "bnhc"),
                    "threads",
                    "layout")));

    private static final Recording RECORDING = new Recording(
            "tiny", Kernel.MSDA_FORWARD, Shape.parse("B=1 Q=2 H=1 C=4 P=1 levels=2x2"), SPACE, "cpu-test-2c");

    @Test
    void listsConfigurationsInAscendingOrderWithTheirOwnTimes() {
        Map<Long, RecordedTime> times = new HashMap<>();
        for (var index = 0L; index < SPACE.size(); index++) {
            times.put(index, RecordedTime.measured(timeNs(SPACE.positionsAt(index))));
        }

        var document =
                JsonMapper.shared().readTree(SpaceFile.json(RECORDING, "somewhere", times, OptionalDouble.of(0.0123)));

        assertThat(document.path("name").asString()).isEqualTo("msda-forward-tiny-cpu-test-2c");
        assertThat(document.path("configs").toString()).isEqualTo("[[0,0,0],[0,0,1],[0,1,0],[0,1,1],[1,0,0],[1,1,0]]");
        assertThat(document.path("time_ms").toString()).isEqualTo("[1000,1001,1010,1011,1100,1110]");
        assertThat(document.path("params").get(1).toString()).isEqualTo("{\"name\":\"queryTile\",\"values\":[4,8]}");
    }

    @Test
    void saysHowSureTheTimesOfTheFastestAreIfThatIsKnown() {
        var times = Map.of(0L, RecordedTime.measured(1e6));

        assertThat(SpaceFile.json(RECORDING, "somewhere", times, OptionalDouble.of(0.01234)))
                .contains("\"standard_error\":0.012,");
        assertThat(SpaceFile.json(RECORDING, "somewhere", times, OptionalDouble.empty()))
                .doesNotContain("standard_error");
    }

    private static double timeNs(int[] positions) {
        return 1e6 * (1000 + 100 * positions[0] + 10 * positions[1] + positions[2]);
    }

    @Test
    void givesWhatFailedNoTimeButItsReason() {
        var times = Map.of(
                0L, RecordedTime.parse("1500000.0"), 1L, RecordedTime.parse("run"), 2L, RecordedTime.parse("compile"));

        var document =
                JsonMapper.shared().readTree(SpaceFile.json(RECORDING, "somewhere", times, OptionalDouble.empty()));

        assertThat(document.path("time_ms").valueStream().filter(time -> !time.isNull()))
                .hasSize(1);
        var failures = document.path("failures");
        assertThat(failures.path("run")).hasSize(1);
        assertThat(failures.path("compile")).hasSize(1);
        assertThat(document.path("time_ms")
                        .get(failures.path("run").get(0).asInt())
                        .isNull())
                .isTrue();
    }
}
