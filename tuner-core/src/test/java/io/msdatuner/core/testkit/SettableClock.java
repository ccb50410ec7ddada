package io.msdatuner.core.testkit;

import io.msdatuner.core.campaign.SteadyTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that moves when a test says so, and by a fixed step after each reading. As a campaign's time it is the same without
 * its jumps. Safe for use by several threads.
 */
public final class SettableClock extends Clock implements SteadyTime {
    /** Where a clock stands at first unless told otherwise. */
    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Duration step;
    private Instant now;
    private Duration jumped = Duration.ZERO;

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

    @Override
    public synchronized long nanos() {
        return Duration.between(START, instant().minus(jumped)).toNanos();
    }

    /** Passes that much time. */
    @Override
    public void sleep(Duration duration) {
        advance(duration);
    }

    /** Sets the clock on the wall forward or back, while no time passes. */
    public synchronized void jump(Duration by) {
        now = now.plus(by);
        jumped = jumped.plus(by);
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
