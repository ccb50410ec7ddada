package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import java.util.stream.LongStream;

/** Every valid configuration in the space's order. */
public final class ExhaustiveStrategyProvider implements StrategyProvider {
    @Override
    public String name() {
        return "exhaustive";
    }

    @Override
    public String description() {
        return "every configuration in order; for small spaces, and to know the true optimum";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var order = LongStream.range(0, problem.space().size()).iterator();
        return new OneByOneStrategy(new Ledger(problem.space(), order), Ledger::next);
    }
}
