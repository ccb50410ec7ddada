package io.msdatuner.core.campaign;

import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How much of its budget a campaign has used, over all the times that it ran: derived from its trials, so never stored. */
final class Spending {
    /** The part of a time budget that search may use; the rest is for the finals. */
    private static final double SEARCH_SHARE = 0.8;

    private final Budget budget;
    private final SteadyTime time;
    private final long startNanos;
    private final Duration before;
    private int searchTrials;

    Spending(Budget budget, SteadyTime time, List<Trial> earlier) {
        this.budget = budget;
        this.time = time;
        this.startNanos = time.nanos();
        this.before = busyTime(earlier);
        earlier.forEach(this::count);
    }

    void count(Trial trial) {
        if (usesBudget(trial)) {
            searchTrials++;
        }
    }

    /** Only finished search trials use up trials, and those that never ran do not. */
    static boolean usesBudget(Trial trial) {
        return trial.purpose() == Purpose.SEARCH && trial.ranToItsEnd();
    }

    boolean searchIsOver() {
        return trialsLeft() == 0 || timeIsOver();
    }

    /** Search trials that may still be asked for. */
    int trialsLeft() {
        return budget.maxTrials().isEmpty()
                ? Integer.MAX_VALUE
                : Math.max(0, budget.maxTrials().getAsInt() - searchTrials);
    }

    private boolean timeIsOver() {
        return budget.maxTime()
                .filter(limit -> used().toMillis() >= limit.toMillis() * SEARCH_SHARE)
                .isPresent();
    }

    private Duration used() {
        return before.plusNanos(time.nanos() - startNanos);
    }

    /**
     * The length of the union of the trials' intervals: trials overlap because builds run ahead. Without abandoned ones,
     * because a trial that was in flight when the tuner was killed is only finished when the campaign is resumed.
     */
    static Duration busyTime(List<Trial> trials) {
        var busy = Duration.ZERO;
        var end = Instant.MIN;
        var byOpening = trials.stream()
                .filter(Trial::ranToItsEnd)
                .sorted(Comparator.comparing(Trial::openedAt))
                .toList();
        for (var trial : byOpening) {
            var from = trial.openedAt().isAfter(end) ? trial.openedAt() : end;
            var to = trial.finishedAt().orElseThrow();
            if (to.isAfter(from)) {
                busy = busy.plus(Duration.between(from, to));
                end = to;
            }
        }
        return busy;
    }
}
