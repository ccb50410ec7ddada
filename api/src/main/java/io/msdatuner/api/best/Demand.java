package io.msdatuner.api.best;

import io.msdatuner.api.store.MissLedger;
import io.msdatuner.api.store.MissLedger.Miss;
import io.msdatuner.api.thread.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Counts in memory what could only be answered with the default, and every few seconds adds it up in the database. */
@Component
class Demand implements Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Demand.class);

    private static final Duration BETWEEN_FLUSHES = Duration.ofSeconds(5);

    /** While the database is away. More different problems than this are not counted until it is back. */
    private static final int MOST_PROBLEMS = 10_000;

    private final MissLedger ledger;
    private final Map<Lookup.Problem, Long> counted = new ConcurrentHashMap<>();
    private final ScheduledExecutorService flushes = Background.oneByOne("demand");

    /** @param ledger made when it is first needed: lookups do not wait for it */
    Demand(@Lazy MissLedger ledger) {
        this.ledger = ledger;
        // It reports its failures itself.
        var unused = flushes.scheduleWithFixedDelay(
                this::flush, BETWEEN_FLUSHES.toMillis(), BETWEEN_FLUSHES.toMillis(), TimeUnit.MILLISECONDS);
    }

    void missed(Lookup.Problem problem) {
        if (counted.size() < MOST_PROBLEMS || counted.containsKey(problem)) {
            counted.merge(problem, 1L, Long::sum);
        }
    }

    /** Adds up what was counted. What cannot be stored now is kept for the next time. */
    synchronized void flush() {
        if (counted.isEmpty()) {
            return;
        }
        var misses = new ArrayList<Miss>();
        List.copyOf(counted.keySet()).forEach(problem -> misses.add(miss(problem, taken(problem))));
        try {
            ledger.add(misses);
        } catch (RuntimeException e) {
            LOG.warn("lookups that missed are kept in memory for now: {}", e.toString());
            misses.forEach(miss -> counted.merge(problem(miss), miss.lookups(), Long::sum));
        }
    }

    /** Only this takes, so what is there stays until then. */
    private long taken(Lookup.Problem problem) {
        var count = counted.remove(problem);
        return count == null ? 0 : count;
    }

    private static Miss miss(Lookup.Problem problem, long lookups) {
        return new Miss(problem.kernel(), problem.shape(), problem.deviceClass(), problem.determinism(), lookups);
    }

    private static Lookup.Problem problem(Miss miss) {
        return new Lookup.Problem(miss.kernel(), miss.shape(), miss.deviceClass(), miss.determinism());
    }

    /** After the server, which asks no more then, and before the database is closed. */
    @Override
    public void stop() {
        flushes.shutdownNow();
        flush();
    }

    @Override
    public void start() {
        // It counts from the beginning.
    }

    @Override
    public boolean isRunning() {
        return !flushes.isShutdown();
    }
}
