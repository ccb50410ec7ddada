package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadlineTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-01-31T16:30:00+01:00[Europe/Berlin]");

    @ParameterizedTest
    @CsvSource({
        "90m, 2026-01-31T17:00:00Z",
        "45s, 2026-01-31T15:30:45Z",
        "18:00, 2026-01-31T17:00:00Z",
        "16:30, 2026-02-01T15:30:00Z",
        "02:00, 2026-02-01T01:00:00Z",
        "2026-03-01T10:00:00+02:00, 2026-03-01T08:00:00Z"
    })
    void readsDurationsTimesOfDayAndInstants(String text, Instant expected) {
        assertThat(Deadline.parse(text, NOW)).isEqualTo(expected);
    }
}
