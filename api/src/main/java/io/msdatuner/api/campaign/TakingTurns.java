package io.msdatuner.api.campaign;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A strategy that has nothing to measure once the campaign's turn is over, so that it stops with no trial in flight. */
record TakingTurns(SearchStrategy strategy, BooleanSupplier turnIsOver) implements SearchStrategy {

    @Override
    public List<Configuration> ask(int count) {
        return turnIsOver.getAsBoolean() ? List.of() : strategy.ask(count);
    }

    @Override
    public void tell(Observation observation) {
        strategy.tell(observation);
    }
}
