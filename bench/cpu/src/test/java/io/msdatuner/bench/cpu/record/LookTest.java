package io.msdatuner.bench.cpu.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LookTest {
    @Test
    void isAtTheFastestFewPercent() {
        var screened = new TreeMap<Long, RecordedTime>();
        LongStream.range(0, 2_000).forEach(i -> screened.put(i, RecordedTime.measured(1 + i * 617 % 2_000)));
        screened.put(5L, RecordedTime.failed("run"));

        assertThat(Look.Extent.SECOND.fastest(screened))
                .hasSize(80)
                .startsWith(0L)
                .allMatch(index -> index * 617 % 2_000 <= 80);
    }

    @Test
    void isAtAllOfASmallSpaceThatHaveATime() {
        var screened =
                Map.of(1L, RecordedTime.measured(9), 2L, RecordedTime.failed("compile"), 7L, RecordedTime.measured(8));

        assertThat(Look.Extent.SECOND.fastest(screened)).containsExactly(7L, 1L);
        assertThat(Look.Extent.SECOND.anchors(screened)).isEmpty();
    }

    @Test
    void takesItsAnchorsEvenlyFromThoseThatAreNotTheFastest() {
        var times = new TreeMap<Long, RecordedTime>();
        LongStream.range(0, 48).forEach(i -> times.put(i, RecordedTime.measured(100 + i)));

        assertThat(Look.Extent.THIRD.anchors(times))
                .containsExactlyElementsOf(
                        LongStream.range(0, 12).mapToObj(i -> 12 + 3 * i).toList())
                .doesNotContainAnyElementsOf(Look.Extent.THIRD.fastest(times));
    }

    @Test
    void doesNotTakeARoundOfAnotherLookForItsOwn() {
        assertThat(Look.Extent.SECOND.has(4)).isTrue();
        assertThat(Look.Extent.SECOND.has(5)).isFalse();
        assertThat(Look.Extent.THIRD.has(4)).isFalse();
        assertThat(Look.Extent.THIRD.has(5)).isTrue();
    }
}
