package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import java.util.SplittableRandom;

/** The default: the Bayesian search, joined by evolution when it finds nothing faster. */
public final class AutoStrategyProvider implements StrategyProvider {
    @Override
    public String name() {
        return "auto";
    }

    @Override
    public String description() {
        return "the default: bayesian, joined by evolutionary when it finds nothing faster";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var space = problem.space();
        var order = new LazyPermutation(space.size(), new SplittableRandom(problem.seed()));
        var bayesian = new Bayesian(problem, BayesianStrategyProvider.OUTLOOKS);
        return new OneByOneStrategy(new Ledger(space, order), new Portfolio(bayesian, new Evolution(problem)));
    }
}
