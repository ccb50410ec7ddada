package io.msdatuner.bench.cpu.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    @Test
    void takesTheMedianOfThoseThatDidNotFail() {
        var repeats = new Repeats(Map.of(
                3L, List.of(measured(10), RecordedTime.failed("run"), measured(12), measured(50)),
                4L, List.of(RecordedTime.failed("run"), RecordedTime.failed("run"))));

        assertThat(repeats.times())
                .containsEntry(3L, measured(12))
                .containsEntry(4L, RecordedTime.failed("run"))
                .hasSize(2);
    }

    /**
     * Times of 2 % standard deviation, five of each: the median of five has a standard error of 1.1 %. Seed 1; the median
     * of 2,000 such estimates is 6 % too low, as that of four degrees of freedom is, and off by more than another 6 % in
     * less than one of 1,000 cases.
     */
    @Test
    void knowsTheStandardErrorOfItsTimes() {
        var random = new Random(1);
        var byIndex = new TreeMap<Long, List<RecordedTime>>();
        for (var index = 0L; index < 2_000; index++) {
            var repeats = new ArrayList<RecordedTime>();
            for (var round = 0; round < 5; round++) {
                repeats.add(measured(1e6 * (1 + index) * (1 + 0.02 * random.nextGaussian())));
            }
            byIndex.put(index, repeats);
        }

        assertThat(new Repeats(byIndex).standardError().orElseThrow()).isCloseTo(0.0105, within(0.0007));
        assertThat(new Repeats(Map.of(1L, List.of(measured(1)))).standardError())
                .isEmpty();
    }

    private static RecordedTime measured(double ns) {
        return RecordedTime.measured(ns);
    }
}
