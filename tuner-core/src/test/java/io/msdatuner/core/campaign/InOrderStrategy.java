package io.msdatuner.core.campaign;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.OutcomeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks for the configurations of a space in order, and remembers what it was told. */
final class InOrderStrategy implements SearchStrategy {
    private final Space space;
    private final Set<Configuration> done = new HashSet<>();
    private final List<Observation> told = new ArrayList<>();

    InOrderStrategy(Space space) {
        this.space = space;
    }

    @Override
    public List<Configuration> ask(int count) {
        var asked = new ArrayList<Configuration>();
        for (var index = 0L; index < space.size() && asked.size() < count; index++) {
            if (done.add(space.at(index))) {
                asked.add(space.at(index));
            }
        }
        return asked;
    }

    @Override
    public void tell(Observation observation) {
        told.add(observation);
        if (observation.outcome().kind() == OutcomeKind.ABANDONED) {
            done.remove(observation.configuration());
        } else {
            done.add(observation.configuration());
        }
    }

    List<Observation> told() {
        return List.copyOf(told);
    }
}
