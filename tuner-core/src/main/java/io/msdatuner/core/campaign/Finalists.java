package io.msdatuner.core.campaign;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Chooses which candidates are measured again before anything is promoted. */
final class Finalists {
    private static final int BEST_OF_SEARCH = 3;

    private Finalists() {}

    /**
     * The fastest of the search, the fastest that is bitwise repeatable, the champions that are served now, and the
     * baselines; each once.
     *
     * @param steadyNs a measured trial's time as if the machine had not drifted
     */
    static List<Candidate> choose(
            List<Trial> trials,
            ToDoubleFunction<Trial> steadyNs,
            Collection<Candidate> champions,
            Baselines baselines) {
        Set<Candidate> chosen = new LinkedHashSet<>();
        for (var wish : DeterminismWish.values()) {
            var acceptable = fastest(trials, steadyNs, wish);
            var count = wish == DeterminismWish.ANY ? BEST_OF_SEARCH : 1;
            chosen.addAll(acceptable.subList(0, Math.min(count, acceptable.size())));
        }
        chosen.addAll(champions);
        baselines.all().forEach(baseline -> chosen.add(baseline.candidate()));
        return new ArrayList<>(chosen);
    }

    private static List<Candidate> fastest(List<Trial> trials, ToDoubleFunction<Trial> steadyNs, DeterminismWish wish) {
        return trials.stream()
                .filter(trial -> trial.candidate().isTuned())
                .filter(trial -> trial.measured()
                        .filter(measured -> !measured.measurement().stoppedEarly()
                                && wish.accepts(measured.verification().determinism()))
                        .isPresent())
                .sorted(Comparator.comparingDouble(steadyNs))
                .map(Trial::candidate)
                .distinct()
                .toList();
    }
}
