package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import java.util.SplittableRandom;

/** A walk over neighbourhoods. */
public final class LocalStrategyProvider implements StrategyProvider {
    @Override
    public String name() {
        return "local";
    }

    @Override
    public String description() {
        return "walks over ever wider neighbourhoods with annealing and without returning;"
                + " after Mladenović and Hansen 1997, doi:10.1016/S0305-0548(97)00031-2";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var space = problem.space();
        var order = new LazyPermutation(space.size(), new SplittableRandom(problem.seed()));
        return new OneByOneStrategy(new Ledger(space, order), new LocalSearch(problem));
    }
}
