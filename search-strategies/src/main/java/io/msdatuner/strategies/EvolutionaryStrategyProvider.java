package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import java.util.SplittableRandom;

/** Evolution of the best configurations told. */
public final class EvolutionaryStrategyProvider implements StrategyProvider {
    @Override
    public String name() {
        return "evolutionary";
    }

    @Override
    public String description() {
        return "mutates and crosses the best so far, avoiding what failed;"
                + " after Real et al., AAAI 2019, doi:10.1609/aaai.v33i01.33014780";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var space = problem.space();
        var order = new LazyPermutation(space.size(), new SplittableRandom(problem.seed()));
        return new OneByOneStrategy(new Ledger(space, order), new Evolution(problem));
    }
}
