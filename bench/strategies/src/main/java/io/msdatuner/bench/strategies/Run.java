package io.msdatuner.bench.strategies;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.Precedent;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.strategies.recorded.LookedUp;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * One strategy on one space with one seed.
 *
 * @param bestMs after n measurements, n from 0
 * @param cpuMs of each ask together with the tell that came before it
 * @param observations what was told, in order
 */
record Run(double[] bestMs, double[] cpuMs, List<Observation> observations) {
    private static final double NS_PER_MS = 1e6;

    /** @param precedents what the strategy knows of similar spaces */
    static Run of(StrategyProvider provider, RecordedSpace recorded, long seed, List<Precedent> precedents) {
        var space = recorded.space();
        var budget = (int) Math.min(RandomSearch.BUDGET, space.size());
        var threads = ManagementFactory.getThreadMXBean();
        var bestMs = new double[RandomSearch.BUDGET + 1];
        var nothingMs = recorded.medianMs();
        var cpuMs = new double[budget];
        var observations = new ArrayList<Observation>();
        var strategy = provider.create(new SearchProblem(space, seed, OptionalInt.of(RandomSearch.BUDGET), precedents));
        var started = threads.getCurrentThreadCpuTime();
        bestMs[0] = nothingMs;
        for (var n = 1; n <= budget; n++) {
            var asked = strategy.ask(1).get(0);
            cpuMs[n - 1] = (threads.getCurrentThreadCpuTime() - started) / NS_PER_MS;
            var timeMs = recorded.timesMs()[(int) space.indexOf(asked)];
            bestMs[n] = best(recorded, bestMs[n - 1], nothingMs, timeMs);
            observations.add(
                    new Observation(asked, Double.isNaN(timeMs) ? LookedUp.failed("run") : LookedUp.measured(timeMs)));
            started = threads.getCurrentThreadCpuTime();
            strategy.tell(observations.get(n - 1));
        }
        Arrays.fill(bestMs, budget + 1, bestMs.length, bestMs[budget]);
        return new Run(bestMs, cpuMs, observations);
    }

    /** What was {@code nothing} before the first success is replaced by it, even by a slower one. */
    private static double best(RecordedSpace recorded, double bestMs, double nothingMs, double timeMs) {
        if (Double.isNaN(timeMs)) {
            return bestMs;
        }
        return bestMs == nothingMs ? timeMs : Math.min(bestMs, timeMs);
    }

    /** After how many measurements the best is within a share of the optimum; beyond the budget if it never is. */
    int measurementsToWithin(double share, double optimumMs) {
        var n = 1;
        while (n < bestMs.length && bestMs[n] > optimumMs * (1 + share)) {
            n++;
        }
        return n;
    }
}
