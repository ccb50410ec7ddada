package io.msdatuner.bench.cpu.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MedianEstimate;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final MedianEstimate RIVAL = new MedianEstimate(40e6, 30e6, 60e6, 9);
    private static final MedianEstimate TUNED = new MedianEstimate(10e6, 8e6, 12e6, 9);

    @Test
    void dividesTheRivalsTimeByTheTunedOne() {
        var comparison = new Comparison(Part.C, "x forward", "naive", CachePolicy.WARM, RIVAL, TUNED);

        assertThat(comparison.ratio()).isEqualTo(4);
        assertThat(comparison.row())
                .isEqualTo("| c | x forward | naive | hot | 40.0 (30.0 to 60.0) | 10.0 (8.00 to 12.0) |"
                        + " 4.00 (2.50 to 7.50) |");
    }

    @Test
    void dividesTheTunedTimeByTheMachinesBound() {
        var comparison = new Comparison(Part.E, "x forward", "roofline", CachePolicy.COLD, TUNED, RIVAL);

        assertThat(comparison.row())
                .endsWith("| cold | 10.0 (8.00 to 12.0) | 40.0 (30.0 to 60.0) | 4.00 (2.50 to 7.50) |");
    }

    @Test
    void averagesRatiosGeometrically() {
        assertThat(Table.geometricMean(1, 4, 16)).isCloseTo(4, within(1e-12));
    }
}
