package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import java.util.SplittableRandom;

/** Uniform draws without replacement. */
public final class RandomStrategyProvider implements StrategyProvider {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public String description() {
        return "uniform draws of valid configurations without replacement; the yardstick for the others";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var space = problem.space();
        var order = new LazyPermutation(space.size(), new SplittableRandom(problem.seed()));
        return new OneByOneStrategy(new Ledger(space, order), Ledger::next);
    }
}
