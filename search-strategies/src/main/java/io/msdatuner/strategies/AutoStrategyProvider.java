package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.strategies.surrogate.Axis;
import io.msdatuner.strategies.surrogate.Outlook;
import java.util.List;
import java.util.SplittableRandom;

/** Expected improvement under a Gaussian process. */
public final class AutoStrategyProvider implements StrategyProvider {
    @Override
    public String name() {
        return "auto";
    }

    @Override
    public String description() {
        return "measures what a Gaussian process expects the most of;"
                + " after Jones et al., J. Glob. Optim. 1998, doi:10.1023/A:1008306431147";
    }

    @Override
    public SearchStrategy create(SearchProblem problem) {
        var space = problem.space();
        var order = new LazyPermutation(space.size(), new SplittableRandom(problem.seed()));
        return new OneByOneStrategy(new Ledger(space, order), new Bayesian(problem, views()));
    }

    private static List<Outlook> views() {
        return java.util.Arrays.stream(System.getProperty("views", "PRODUCTS:-0.3")
                        .split(","))
                .map(v -> new Outlook(Axis.View.valueOf(v.split(":")[0]), Double.parseDouble(v.split(":")[1])))
                .toList();
    }
}
