package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.strategies.surrogate.Axis;
import io.msdatuner.strategies.surrogate.Outlook;
import java.util.List;
import java.util.SplittableRandom;

/** Expected improvement under a Gaussian process. */
public final class BayesianStrategyProvider implements StrategyProvider {
    /** Chosen by leaving one kernel out: docs/strategies.md. */
    static final List<Outlook> OUTLOOKS = List.of(new Outlook(Axis.View.PRODUCTS, 0.3));

    @Override
    public String name() {
        return "bayesian";
    }

    @Override
    public String description() {
        return "measures what a Gaussian process over parameters and their products expects the most of;"
                + " after Jones et al. 1998, doi:10.1023/A:1008306431147";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var space = problem.space();
        var order = new LazyPermutation(space.size(), new SplittableRandom(problem.seed()));
        return new OneByOneStrategy(new Ledger(space, order), new Bayesian(problem.withoutPrecedents(), OUTLOOKS));
    }
}
