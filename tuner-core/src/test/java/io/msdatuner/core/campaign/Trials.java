package io.msdatuner.core.campaign;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trials in a row, each opened a second after the one before and finished half a second later. */
final class Trials {
    private final List<Trial> trials = new ArrayList<>();

    static Configuration tile(int tile) {
        return Spaces.configuration("tile", tile);
    }

    static Baselines baselines() {
        return Baselines.of(tile(1));
    }

    /** Adds a finished trial of the configuration with this tile. */
    Trials add(Purpose purpose, int tile, Outcome outcome) {
        return add(purpose, Candidate.tuned(tile(tile)), outcome);
    }

    Trials add(Purpose purpose, Candidate candidate, Outcome outcome) {
        var open = open(purpose, candidate);
        trials.add(open.finish(open.openedAt().plusMillis(500), outcome, Optional.of("digest-" + candidate)));
        return this;
    }

    /** Adds one without an outcome. */
    Trials addOpen(Purpose purpose, int tile) {
        trials.add(open(purpose, Candidate.tuned(tile(tile))));
        return this;
    }

    private Trial open(Purpose purpose, Candidate candidate) {
        var openedAt = SettableClock.START.plusSeconds(trials.size());
        return Trial.open(trials.size(), purpose, candidate, baselines().nameOf(candidate), openedAt);
    }

    List<Trial> list() {
        return List.copyOf(trials);
    }
}
