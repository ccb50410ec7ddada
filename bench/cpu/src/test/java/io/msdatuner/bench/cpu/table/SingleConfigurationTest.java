package io.msdatuner.bench.cpu.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SingleConfigurationTest {
    @Test
    void hasTheLeastGeometricMeanNotTheLeastSum() {
        var even = Findings.configuration("queryTile=4");
        var quickOnTheSmall = Findings.configuration("queryTile=8");

        assertThat(SingleConfiguration.leastGeometricMean(
                        Map.of(even, List.of(10.0, 100.0), quickOnTheSmall, List.of(1.0, 200.0))))
                .contains(quickOnTheSmall);
    }

    @Test
    void runsOnAllShapes() {
        var failing = Findings.configuration("queryTile=4");
        var sound = Findings.configuration("queryTile=8");

        assertThat(SingleConfiguration.leastGeometricMean(
                        Map.of(failing, List.of(1e-300, Double.POSITIVE_INFINITY), sound, List.of(10.0, 20.0))))
                .contains(sound);
        assertThat(SingleConfiguration.leastGeometricMean(Map.of(failing, List.of(Double.POSITIVE_INFINITY))))
                .isEmpty();
    }
}
