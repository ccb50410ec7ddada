package io.msdatuner.strategies.surrogate;

import java.util.ArrayList;
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
    /** The weight, in trials of the very same configuration, of the share of failures over the whole space. */
    private static final double FAILURE_PRIOR = 0.5;

    private static final double LEAST_FEASIBLE = 1e-3;

    private final Pool pool;
    private final Correlation correlation;
    private final Posterior posterior;
    private final Targets targets;
    private final float[] expected;
    private final float[] failed;
    private final float[] tried;
    private final FailureShares shares;
    private final List<Committee.Sample> open = new ArrayList<>();
    private int conditioned;
    /** To be improved on: one standard deviation above what was told, so that a lucky sample does not hide what is left. */
    private double best = Double.POSITIVE_INFINITY;

    private Surrogate(Pool pool, double logLength, Expectation expectation, Targets targets) {
        this.pool = pool;
        this.correlation = new Correlation(pool.axes(), targets.hyper(pool.axes(), logLength, expectation.hyper()));
        this.posterior = new Posterior(pool, correlation, expectation.usualVariance());
        this.targets = targets;
        this.expected = targets.expectedOf(pool);
        this.shares = new FailureShares(pool.axes());
        this.failed = new float[pool.size()];
        this.tried = new float[pool.size()];
    }

    /** Learns the hyperparameters; what it is to be conditioned on is still open. */
    static Surrogate begin(
            Pool pool, double logLength, Expectation expectation, List<Committee.Sample> samples, int most) {
        var measured = samples.stream().filter(Committee.Sample::isMeasured).toList();
        var targets = new Targets(measured, expectation.given(measured));
        var surrogate = new Surrogate(pool, logLength, expectation, targets);
        surrogate.open.addAll(Committee.thin(measured, most));
        samples.stream().filter(sample -> !sample.isMeasured()).limit(most).forEach(surrogate.open::add);
        return surrogate;
    }

    static Surrogate learn(
            Pool pool, double logLength, Expectation expectation, List<Committee.Sample> samples, int most) {
        var surrogate = begin(pool, logLength, expectation, samples, most);
        surrogate.conditionOn(1);
        return surrogate;
    }

    /** On a share of what it was begun with, with what it has been conditioned on already. */
    void conditionOn(double share) {
        for (var until = (int) Math.round(share * open.size()); conditioned < until; conditioned++) {
            add(open.get(conditioned));
        }
    }

    void add(Committee.Sample sample) {
        var input = Axis.encode(pool.axes(), sample.positions());
        var row = correlation.row(input, pool);
        noteFailure(input, row, !sample.isMeasured());
        if (sample.isMeasured()) {
            posterior.add(input, row, targets.of(sample), targets.noise(sample));
            best = Math.min(best, sample.logTime() + Math.sqrt(sample.variance()));
        }
    }

    private void noteFailure(short[] input, float[] row, boolean fails) {
        shares.add(input, fails);
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
        var worth = posterior.size() == 0 ? expectedSpeed() : improvement(pending);
        if (!shares.isEmpty()) {
            weighByFeasibility(worth);
        }
        return worth;
    }

    private double[] improvement(List<int[]> pending) {
        var worth = new double[pool.size()];
        var mean = posterior.mean();
        var explained = posterior.explainedWith(pending.stream()
                .map(positions -> Axis.encode(pool.axes(), positions))
                .toList());
        var doubt = posterior.doubtOfMean();
        var variance = posterior.processVariance();
        var expectation = Improvement.of(posterior.degreesOfFreedom());
        for (var c = 0; c < worth.length; c++) {
            var better = best - mean[c] - expected[c];
            worth[c] = expectation.log(better, Posterior.deviation(variance, explained[c], doubt[c]));
        }
        return worth;
    }

    private double[] expectedSpeed() {
        var speed = new double[pool.size()];
        Arrays.setAll(speed, c -> -expected[c]);
        return speed;
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
