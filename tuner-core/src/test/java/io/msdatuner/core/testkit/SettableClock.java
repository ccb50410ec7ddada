package io.msdatuner.core.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves when a test says so, and by a fixed step after each reading. Safe for use by several threads. */
public final class SettableClock extends Clock {
    /** Where a clock stands at first unless told otherwise. */
    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Duration step;
    private Instant now;

    /** Stands still until it is advanced. */
    public SettableClock() {
        this(START, Duration.ZERO);
    }

    /** @param step how far it moves after each reading */
    public SettableClock(Instant start, Duration step) {
        this.now = start;
        this.step = step;
    }

    @Override
    public synchronized Instant instant() {
        var reading = now;
        now = now.plus(step);
        return reading;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** @throws UnsupportedOperationException always: the time zone is UTC */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock is always in UTC");
    }
}
