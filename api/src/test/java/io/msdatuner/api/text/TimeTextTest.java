package io.msdatuner.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.000 ns",
        "1, 1.000 ns",
        "812.34, 812.3 ns",
        "999.94, 999.9 ns",
        "999.96, 1.000 us",
        "12345, 12.35 us",
        "999999, 1.000 ms",
        "5231000, 5.231 ms",
        "61500000000, 61.50 s",
        "12345000000000, 12350 s"
    })
    void fitsTheUnitAndKeepsFourDigits(double ns, String text) {
        assertThat(TimeText.ofNs(ns)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT119S, 119 s", "PT2M, 2 min", "PT1H59M, 119 min", "PT2H, 2 h"})
    void roundsWhatIsLeft(Duration left, String text) {
        assertThat(TimeText.left(left)).isEqualTo(text);
    }
}
