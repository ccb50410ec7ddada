package io.msdatuner.core.set;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A strategy that asks for no more once it is time for the finals. */
public final class TimelySearch implements SearchStrategy {
    private final SearchStrategy strategy;
    private final BooleanSupplier isTimeForFinals;

    public TimelySearch(SearchStrategy strategy, BooleanSupplier isTimeForFinals) {
        this.strategy = strategy;
        this.isTimeForFinals = isTimeForFinals;
    }

    @Override
    public List<Configuration> ask(int count) {
        return isTimeForFinals.getAsBoolean() ? List.of() : strategy.ask(count);
    }

    @Override
    public void tell(Observation observation) {
        strategy.tell(observation);
    }
}
