package io.msdatuner.bench.strategies;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;

/**
 * How one strategy did on one space over all its seeds.
 *
 * @param first mean progress over random search's window
 * @param second mean progress over the whole budget
 * @param toWithin5 median number of measurements to within 5 % of the optimum, and so on
 * @param share5 share of runs within 5 % inside the budget
 * @param curve mean progress after n measurements, n from 1
 */
record Score(
        String strategy,
        String space,
        int window,
        double first,
        double second,
        double toWithin5,
        double share5,
        double toWithin1,
        double share1,
        double cpuMedianMs,
        double cpuWorstMs,
        double[] curve) {

    static Score of(String strategy, RecordedSpace recorded, List<Run> runs) {
        var random = new RandomSearch(recorded);
        var optimum = recorded.optimumMs();
        var curve = IntStream.rangeClosed(1, RandomSearch.BUDGET)
                .mapToDouble(n -> progress(random, n, runs))
                .toArray();
        var cpu =
                runs.stream().flatMapToDouble(run -> Arrays.stream(run.cpuMs())).toArray();
        return new Score(
                strategy,
                recorded.name(),
                random.window(),
                StatUtils.mean(curve, 0, random.window()),
                StatUtils.mean(curve),
                medianTo(0.05, optimum, runs),
                shareWithin(0.05, optimum, runs),
                medianTo(0.01, optimum, runs),
                shareWithin(0.01, optimum, runs),
                StatUtils.percentile(cpu, 50),
                StatUtils.max(cpu),
                curve);
    }

    private static double progress(RandomSearch random, int n, List<Run> runs) {
        return runs.stream()
                .mapToDouble(run -> random.progress(n, run.bestMs()[n]))
                .average()
                .orElseThrow();
    }

    private static double medianTo(double share, double optimum, List<Run> runs) {
        return StatUtils.percentile(
                runs.stream()
                        .mapToDouble(run -> run.measurementsToWithin(share, optimum))
                        .toArray(),
                50);
    }

    private static double shareWithin(double share, double optimum, List<Run> runs) {
        return runs.stream()
                .mapToDouble(run -> run.measurementsToWithin(share, optimum) <= RandomSearch.BUDGET ? 1 : 0)
                .average()
                .orElseThrow();
    }
}
