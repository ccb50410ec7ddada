package io.msdatuner.core.campaign;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Candidate;
import java.util.List;
import java.util.Optional;

/** The named candidates that every campaign measures beside its search. */
public record Baselines(List<Baseline> all) {
    public static final String GRID_SAMPLE = "grid-sample";
    public static final String DEFAULT = "default";

    public record Baseline(String name, Candidate candidate) {}

    public Baselines {
        all = List.copyOf(all);
    }

    /** {@code grid-sample}, and {@code default} with this configuration. */
    public static Baselines of(Configuration defaultConfiguration) {
        return new Baselines(List.of(
                new Baseline(GRID_SAMPLE, Candidate.gridSample()),
                new Baseline(DEFAULT, Candidate.tuned(defaultConfiguration))));
    }

    public Optional<String> nameOf(Candidate candidate) {
        return all.stream()
                .filter(baseline -> baseline.candidate().equals(candidate))
                .map(Baseline::name)
                .findFirst();
    }
}
