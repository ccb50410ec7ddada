package io.msdatuner.core.campaign;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** Of these, the ones whose implementation a backend has. */
    public static Baselines of(Configuration defaultConfiguration, Set<String> implementations) {
        return new Baselines(of(defaultConfiguration).all().stream()
                .filter(baseline ->
                        implementations.contains(baseline.candidate().implementation()))
                .toList());
    }

    public Optional<String> nameOf(Candidate candidate) {
        return all.stream()
                .filter(baseline -> baseline.candidate().equals(candidate))
                .map(Baseline::name)
                .findFirst();
    }
}
