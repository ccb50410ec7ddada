package io.msdatuner.bench.strategies;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Constraint;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.strategies.Strategies;
import io.msdatuner.strategies.recorded.LookedUp;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.hipparchus.stat.StatUtils;

/** What a strategy costs in CPU time over 1,000 trials in a space of 2.7 million configurations. */
public final class LargeSpaceBench {
    private static final int TRIALS = 1_000;
    private static final double NS_PER_MS = 1e6;

    private LargeSpaceBench() {}

    /**
     * @param arguments names of strategies, each run twice: the first run of the first one finds a JVM in which nothing is
     *     compiled yet
     */
    public static void main(String[] arguments) {
        for (var name : arguments) {
            print(name, "first", run(name));
            print(name, "again", run(name));
        }
    }

    private static void print(String name, String which, double... cpuMs) {
        System.out.println(String.format(
                Locale.ROOT,
                "%-14s %s, %d trials: CPU ms per ask and tell: median %.2f, 99 %% %.1f, worst %.1f",
                name,
                which,
                TRIALS,
                StatUtils.percentile(cpuMs, 50),
                StatUtils.percentile(cpuMs, 99),
                StatUtils.max(cpuMs)));
    }

    private static double[] run(String name) {
        var threads = ManagementFactory.getThreadMXBean();
        var strategy = Strategies.installed().named(name).create(new SearchProblem(space(), 1, OptionalInt.of(TRIALS)));
        var cpuMs = new double[TRIALS];
        for (var trial = 0; trial < TRIALS; trial++) {
            var started = threads.getCurrentThreadCpuTime();
            var asked = strategy.ask(1).get(0);
            var timeMs = timeMs(asked);
            strategy.tell(
                    new Observation(asked, Double.isNaN(timeMs) ? LookedUp.failed("run") : LookedUp.measured(timeMs)));
            cpuMs[trial] = (threads.getCurrentThreadCpuTime() - started) / NS_PER_MS;
        }
        return cpuMs;
    }

    /** 2,664,000 configurations. */
    private static Space space() {
        var tiles = new Object[] {1, 2, 4, 8, 16, 32, 64, 128};
        var few = new Object[] {1, 2, 3, 4, 6, 8, 12, 16, 24, 32};
        return new Space(
                List.of(
                        Parameter.compileTime("tileX", tiles),
                        Parameter.compileTime("tileY", tiles),
                        Parameter.compileTime("unroll", few),
                        Parameter.compileTime("vector", 1, 2, 4, 8),
                        Parameter.compileTime("order", "row", "column", "tiled"),
                        Parameter.compileTime("prefetch", 0, 1, 2, 3, 4),
                        Parameter.launchTime("chunk", tiles),
                        Parameter.launchTime("threads", few)),
                List.of(Constraint.of(
                        "a tile holds a vector and fits",
                        values -> values.number("tileX") * values.number("tileY") <= 2048
                                && values.number("tileX") * values.number("tileY") >= values.number("vector"),
                        "tileX",
                        "tileY",
                        "vector")));
    }

    /** Rough, with failures where much is unrolled. */
    private static double timeMs(Configuration configuration) {
        if (configuration.number("unroll") * configuration.number("vector") > 128) {
            return Double.NaN;
        }
        var time = 1.0;
        for (var name : List.of("tileX", "tileY", "unroll", "vector", "chunk", "threads")) {
            var away = Math.log(configuration.number(name)) - 1.5;
            time *= 1 + 0.1 * away * away;
        }
        var roughness = Arrays.hashCode(configuration.toString().toCharArray()) % 100;
        return time * (1 + 0.001 * Math.abs(roughness)) * (configuration.is("order", "tiled") ? 1 : 1.2);
    }
}
