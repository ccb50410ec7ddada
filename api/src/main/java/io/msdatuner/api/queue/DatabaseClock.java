package io.msdatuner.api.queue;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database's time, which all hosts share: processes judge each other by the age of their heartbeats, and the clocks of
 * two hosts may differ by more than that, or be set. It is read once a minute and counted on from there.
 */
final class DatabaseClock implements Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Supplier<Instant> source;
    private @Nullable Reading last;

    private record Reading(Instant time, long nanoTime) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - nanoTime);
        }
    }

    DatabaseClock(JdbcClient jdbc) {
        this(() -> jdbc.sql("SELECT clock_timestamp()")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single());
    }

    DatabaseClock(Supplier<Instant> source) {
        this.source = source;
    }

    /** While the database does not answer, what it said last is counted on. */
    @Override
    public synchronized Instant now() {
        var reading = last;
        if (reading == null || reading.age().compareTo(FRESH) > 0) {
            reading = read(reading);
            last = reading;
        }
        return reading.time().plus(reading.age());
    }

    private Reading read(@Nullable Reading before) {
        try {
            // Counted from the answer on: what is due now by this clock must not be still to come by the database's.
            var time = source.get();
            return new Reading(time, System.nanoTime());
        } catch (DataAccessException e) {
            LOG.debug("the database's time cannot be read now", e);
            return before == null ? new Reading(Instant.now(), System.nanoTime()) : before;
        }
    }
}
