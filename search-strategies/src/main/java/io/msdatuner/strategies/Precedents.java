package io.msdatuner.strategies;

import io.msdatuner.core.search.Precedent;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.strategies.surrogate.Committee;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the trials of similar problems say of the configurations of this one's space. */
final class Precedents {
    private Precedents() {}

    /** Of each precedent the last outcome of each configuration that is in the space. */
    static List<List<Committee.Sample>> samples(SearchProblem problem) {
        return problem.precedents().stream()
                .map(precedent -> samples(precedent, problem.space()))
                .toList();
    }

    private static List<Committee.Sample> samples(Precedent precedent, Space space) {
        Map<Long, Committee.Sample> samples = new LinkedHashMap<>();
        for (var observation : precedent.observations()) {
            var index = space.indexOf(observation.configuration());
            if (index >= 0 && !(observation.outcome() instanceof Outcome.Abandoned)) {
                samples.put(index, Bayesian.sample(index, observation.outcome()));
            }
        }
        return List.copyOf(samples.values());
    }
}
