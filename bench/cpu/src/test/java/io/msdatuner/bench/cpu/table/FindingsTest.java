package io.msdatuner.bench.cpu.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MedianEstimate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=2 H=1 C=4 P=1 levels=2x2");

    @TempDir
    Path folder;

    @Test
    void keepsAllForTheNextCall() {
        var comparison = new Comparison(
                Part.B,
                "x forward",
                "gather, torch 2",
                CachePolicy.COLD,
                new MedianEstimate(3, 2, 4, 9),
                new MedianEstimate(2, 1, 3, 8));
        var winner = Findings.configuration("layout=bnhc threads=2");
        var first = Findings.open(folder, "sources 1");
        first.put("b x", comparison);
        first.putWinner(Kernel.MSDA_FORWARD, SHAPE, winner);
        first.putTime(Kernel.MSDA_FORWARD, SHAPE, winner, Double.POSITIVE_INFINITY);

        var next = Findings.open(folder, "sources 1");

        assertThat(next.comparison("b x")).contains(comparison);
        assertThat(next.comparisons()).containsExactly(comparison);
        assertThat(next.winner(Kernel.MSDA_FORWARD, SHAPE)).contains(winner);
        assertThat(next.winner(Kernel.MSDA_BACKWARD, SHAPE)).isEmpty();
        assertThat(next.times(Kernel.MSDA_FORWARD, SHAPE)).containsEntry(winner, Double.POSITIVE_INFINITY);
        assertThat(next.times(Kernel.MSDA_BACKWARD, SHAPE)).isEmpty();
    }

    @Test
    void keepsWhatOtherSourcesGaveApart() {
        var winner = Findings.configuration("layout=bnhc");
        Findings.open(folder, "sources 1").putWinner(Kernel.MSDA_FORWARD, SHAPE, winner);

        assertThat(Findings.open(folder, "sources 2").winner(Kernel.MSDA_FORWARD, SHAPE))
                .isEmpty();
    }
}
