package io.msdatuner.strategies;

import io.msdatuner.core.search.Precedent;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.strategies.surrogate.Committee;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the trials of similar problems say of the configurations of this one's space. */
final class Precedents {
    private Precedents() {}

    /**
     * Of each precedent the last outcome of each configuration. One that breaks a constraint here still tells of its
     * values; one with parameters or values that are unknown here does not.
     */
    static List<List<Committee.Sample>> samples(SearchProblem problem) {
        return problem.precedents().stream()
                .map(precedent -> samples(precedent, problem.space()))
                .toList();
    }

    private static List<Committee.Sample> samples(Precedent precedent, Space space) {
        Map<Configuration, Committee.Sample> samples = new LinkedHashMap<>();
        for (var observation : precedent.observations()) {
            var configuration = observation.configuration();
            if (!(observation.outcome() instanceof Outcome.Abandoned)) {
                positions(configuration, space)
                        .ifPresent(positions -> samples.put(
                                configuration,
                                Bayesian.sample(space.indexOf(positions), positions, observation.outcome())));
            }
        }
        return List.copyOf(samples.values());
    }

    private static Optional<int[]> positions(Configuration configuration, Space space) {
        var parameters = space.parameters();
        if (configuration.values().size() != parameters.size()) {
            return Optional.empty();
        }
        var positions = new int[parameters.size()];
        for (var p = 0; p < positions.length; p++) {
            var value = configuration.values().get(parameters.get(p).name());
            positions[p] = value == null ? -1 : parameters.get(p).positionOf(value);
            if (positions[p] < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(positions);
    }
}
