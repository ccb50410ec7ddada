package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Space;
import java.util.Arrays;
import java.util.List;

/**
 * What a Gaussian process and the failures so far say of a pool. The process models the logarithm of the time of what was
 * measured; failures have no time and are no part of it. How likely a place fails is the share of failures around it,
 * weighted by a power of the process's correlation (Nadaraya, Theory of Probability and its Applications 9(1), 1964,
 * doi:10.1137/1109020). A pending trial lowers the uncertainty around it and leaves the mean: the "Kriging believer" of
 * Ginsbourger, Le Riche and Carraro (2010, doi:10.1007/978-3-642-10701-6_6).
 */
final class Surrogate {
    private static final int STEPS = 12;
    /** Samples that hyperparameters are learnt from. */
    private static final int MOST_LEARNT_FROM = 64;

    private static final int FEWEST_LEARNT_FROM = 3;
    /** Slow times are cut at the median plus this share of the way from the fastest to it: far off, all are just slow. */
    private static final double CEILING = 0.5;
    /** The weight, in trials of the very same configuration, of the share of failures over the whole space. */
    private static final double FAILURE_PRIOR = 0.5;

    private static final double LEAST_FEASIBLE = 1e-3;

    private final Pool pool;
    private final Correlation correlation;
    private final Posterior posterior;
    private final double ceiling;
    private final float[] failed;
    private final float[] tried;
    private final FailureShares shares;
    private double best = Double.POSITIVE_INFINITY;

    private Surrogate(Pool pool, Correlation correlation, double ceiling) {
        this.pool = pool;
        this.correlation = correlation;
        this.posterior = new Posterior(pool, correlation);
        this.ceiling = ceiling;
        this.shares = new FailureShares(pool.axes());
        this.failed = new float[pool.size()];
        this.tried = new float[pool.size()];
    }

    static Surrogate learn(Pool pool, double logLength, Space space, List<Committee.Sample> samples, int most) {
        var measured = samples.stream().filter(Committee.Sample::isMeasured).toList();
        var ceiling = ceiling(measured);
        var surrogate = new Surrogate(
                pool, new Correlation(pool.axes(), hyper(pool, logLength, space, measured, ceiling)), ceiling);
        var kept = Committee.thin(measured, most);
        kept.forEach(sample -> surrogate.add(space.positionsAt(sample.index()), sample.logTime()));
        samples.stream()
                .filter(sample -> !sample.isMeasured())
                .limit(most)
                .forEach(sample -> surrogate.add(space.positionsAt(sample.index()), sample.logTime()));
        return surrogate;
    }

    private static double[] hyper(
            Pool pool, double logLength, Space space, List<Committee.Sample> measured, double ceiling) {
        var prior = new Prior(pool.axes(), logLength);
        if (measured.size() < FEWEST_LEARNT_FROM) {
            return prior.mean();
        }
        var chosen = Committee.thin(measured, MOST_LEARNT_FROM);
        var targets = chosen.stream()
                .mapToDouble(sample -> Math.min(ceiling, sample.logTime()))
                .toArray();
        standardise(targets);
        var inputs = chosen.stream()
                .map(sample -> Axis.encode(pool.axes(), space.positionsAt(sample.index())))
                .toList();
        return Ascent.climb(new Likelihood(pool.axes(), inputs, targets, prior), prior.mean(), STEPS);
    }

    private static void standardise(double[] targets) {
        var mean = Arrays.stream(targets).average().orElse(0);
        var spread = Math.sqrt(Arrays.stream(targets)
                .map(t -> (t - mean) * (t - mean))
                .average()
                .orElse(1));
        for (var i = 0; i < targets.length; i++) {
            targets[i] = (targets[i] - mean) / Math.max(1e-9, spread);
        }
    }

    private static double ceiling(List<Committee.Sample> measured) {
        var sorted = measured.stream()
                .mapToDouble(Committee.Sample::logTime)
                .sorted()
                .toArray();
        if (sorted.length < 2) {
            return Double.POSITIVE_INFINITY;
        }
        var median = sorted[sorted.length / 2];
        return median + CEILING * (median - sorted[0]);
    }

    void add(int[] positions, double logTime) {
        var input = Axis.encode(pool.axes(), positions);
        var fails = Double.isNaN(logTime);
        noteFailure(input, fails);
        if (!fails) {
            posterior.add(input, Math.min(ceiling, logTime));
            best = Math.min(best, logTime);
        }
    }

    private void noteFailure(short[] input, boolean fails) {
        shares.add(input, fails);
        var row = correlation.row(input, pool);
        for (var c = 0; c < row.length; c++) {
            var square = row[c] * row[c];
            var weight = square * square;
            tried[c] += weight;
            failed[c] += fails ? weight : 0;
        }
    }

    Pool pool() {
        return pool;
    }

    /** How much each place is worth measuring, given what is being measured now; comparable within one answer. */
    double[] worth(List<int[]> pending) {
        var worth = new double[pool.size()];
        var mean = posterior.mean();
        var explained = posterior.explainedWith(pending.stream()
                .map(positions -> Axis.encode(pool.axes(), positions))
                .toList());
        var variance = posterior.processVariance();
        for (var c = 0; c < worth.length; c++) {
            worth[c] = Improvement.log(best - mean[c], Posterior.deviation(variance, explained[c]));
        }
        if (!shares.isEmpty()) {
            weighByFeasibility(worth);
        }
        return worth;
    }

    private void weighByFeasibility(double[] worth) {
        var excess = shares.excess(pool);
        for (var c = 0; c < worth.length; c++) {
            var around = (failed[c] + FAILURE_PRIOR * shares.shareOfAll()) / (tried[c] + FAILURE_PRIOR);
            worth[c] +=
                    Math.log(Math.max(LEAST_FEASIBLE, 1 - around)) + Math.log(Math.max(LEAST_FEASIBLE, 1 - excess[c]));
        }
    }
}
