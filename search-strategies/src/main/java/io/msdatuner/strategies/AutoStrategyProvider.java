package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import java.util.SplittableRandom;

/** The default: the Bayesian search, with what is known of similar problems, joined by evolution when it finds nothing. */
public final class AutoStrategyProvider implements StrategyProvider {
    @Override
    public String name() {
        return "auto";
    }

    @Override
    public String description() {
        return "the default: transfer where similar shapes or devices are known, else bayesian; joined by evolutionary when"
                + " nothing faster is found";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var space = problem.space();
        var order = new LazyPermutation(space.size(), new SplittableRandom(problem.seed()));
        var bayesian = new Bayesian(problem, BayesianStrategyProvider.OUTLOOKS);
        return new OneByOneStrategy(new Ledger(space, order), new Portfolio(bayesian, new Evolution(problem)));
    }
}
