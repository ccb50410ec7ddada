package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import java.util.SplittableRandom;

/** Expected improvement over what similar problems let expect. */
public final class TransferStrategyProvider implements StrategyProvider {
    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public String description() {
        return "bayesian that begins with what was fast for similar shapes and devices, and learns what is different here;"
                + " after Golovin et al. 2017, doi:10.1145/3097983.3098043";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var space = problem.space();
        var order = new LazyPermutation(space.size(), new SplittableRandom(problem.seed()));
        return new OneByOneStrategy(new Ledger(space, order), new Bayesian(problem, BayesianStrategyProvider.OUTLOOKS));
    }
}
