package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

/** Reads when something has to be finished. */
final class Deadline {
    private static final Pattern DURATION = Pattern.compile("[0-9]{1,6}[smh]");
    private static final Pattern TIME_OF_DAY = Pattern.compile("[0-9]{2}:[0-9]{2}");

    private Deadline() {}

    /**
     * {@code 18:00}, the next time that a clock here shows it; {@code 90m} from now; or {@code 2026-01-31T18:00:00Z}.
     *
     * @throws InvalidValueException if it is none of these
     */
    static Instant parse(String text, ZonedDateTime now) {
        try {
            if (DURATION.matcher(text).matches()) {
                return now.toInstant().plus(Duration.parse("PT" + text));
            }
            return TIME_OF_DAY.matcher(text).matches()
                    ? next(LocalTime.parse(text), now)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidValueException("--deadline", text, "18:00, 90m or 2026-01-31T18:00:00Z");
        }
    }

    private static Instant next(LocalTime time, ZonedDateTime now) {
        var today = now.toLocalDate().atTime(time).atZone(now.getZone());
        return (today.isAfter(now)
                        ? today
                        : now.toLocalDate().plusDays(1).atTime(time).atZone(now.getZone()))
                .toInstant();
    }
}
