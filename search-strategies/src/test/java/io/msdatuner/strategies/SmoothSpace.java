package io.msdatuner.strategies;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Constraint;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.testkit.Outcomes;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A constrained space on which a strategy that learns has to beat one that does not. */
final class SmoothSpace {
    /** The time of the one fastest configuration. */
    static final long FASTEST_NS = 10_000;

    private static final int BUDGET = 80;

    private SmoothSpace() {}

    /** In how many of the seeds from 0 a strategy finds something faster; a tie is no win. */
    static long winsAgainstRandom(StrategyProvider provider, int seeds) {
        return IntStream.range(0, seeds)
                .filter(seed -> fastestNs(provider, seed) < fastestNs(new RandomStrategyProvider(), seed))
                .count();
    }

    /** In how many of the seeds from 0 a strategy finds the one fastest configuration. */
    static long findings(StrategyProvider provider, int seeds) {
        return IntStream.range(0, seeds)
                .filter(seed -> fastestNs(provider, seed) == FASTEST_NS)
                .count();
    }

    static long fastestNs(StrategyProvider provider, long seed) {
        var strategy = provider.create(new SearchProblem(space(), seed, OptionalInt.of(BUDGET)));
        var fastest = Long.MAX_VALUE;
        for (var trial = 0; trial < BUDGET; trial++) {
            var asked = strategy.ask(1).get(0);
            strategy.tell(new Observation(asked, Outcomes.measured(timeNs(asked))));
            fastest = Math.min(fastest, timeNs(asked));
        }
        return fastest;
    }

    /** Six parameters, of which three are tied together. */
    static Space space() {
        return new Space(
                List.of(
                        Parameter.compileTime("tile", 1, 2, 4, 8, 16, 32, 64, 128),
                        Parameter.compileTime("vector", 1, 2, 4, 8),
                        Parameter.compileTime("unroll", 1, 2, 4, 8),
                        Parameter.compileTime("order", "row", "column", "tiled"),
                        Parameter.launchTime("threads", 1, 2, 4, 8),
                        Parameter.launchTime("chunk", 1, 4, 16, 64)),
                List.of(Constraint.of(
                        "a tile holds whole vectors of every unrolled step",
                        values -> values.number("tile") >= values.number("vector") * values.number("unroll"),
                        "tile",
                        "vector",
                        "unroll")));
    }

    /** A bowl over the logarithms of the numbers; the order is a factor. */
    static long timeNs(Configuration configuration) {
        var away = Math.abs(log2(configuration, "tile") - 5)
                + Math.abs(log2(configuration, "vector") - 2)
                + Math.abs(log2(configuration, "unroll") - 1)
                + Math.abs(log2(configuration, "threads") - 3)
                + Math.abs(log2(configuration, "chunk") - 4) / 2;
        return Math.round(FASTEST_NS * (1 + 0.2 * away) * (configuration.is("order", "tiled") ? 1 : 1.3));
    }

    private static double log2(Configuration configuration, String parameter) {
        return Math.log(configuration.number(parameter)) / Math.log(2);
    }
}
