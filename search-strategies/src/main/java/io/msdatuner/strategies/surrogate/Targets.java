package io.msdatuner.strategies.surrogate;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * The logarithms of times as a Gaussian process learns them: less what was expected of them, and the slow ones cut, because
 * far off, all are just slow.
 */
final class Targets {
    private static final int STEPS = 12;
    /** Samples that hyperparameters are learnt from. */
    private static final int MOST_LEARNT_FROM = 64;

    private static final int FEWEST_LEARNT_FROM = 3;
    /** Slow times are cut at the median plus this share of the way from the fastest to it. */
    private static final double CEILING = 0.5;

    private static final double LEAST_SPREAD = 1e-9;

    private final List<Committee.Sample> measured;
    private final LongToDoubleFunction expected;
    private final double ceiling;
    private final double spread;

    /** @param expected of the logarithm of the time, up to a constant, by the index of a configuration */
    Targets(List<Committee.Sample> measured, LongToDoubleFunction expected) {
        this.measured = measured;
        this.expected = expected;
        this.ceiling = ceiling(measured);
        this.spread = spread(Committee.thin(measured, MOST_LEARNT_FROM).stream()
                .mapToDouble(this::of)
                .toArray());
    }

    double of(Committee.Sample sample) {
        return Math.min(ceiling, sample.logTime()) - expected.applyAsDouble(sample.index());
    }

    float[] expectedOf(Pool pool) {
        var values = new float[pool.size()];
        for (var c = 0; c < values.length; c++) {
            values[c] = (float) expected.applyAsDouble(pool.indexAt(c));
        }
        return values;
    }

    /** The told variance of a sample in units of the variance of all. */
    double noise(Committee.Sample sample) {
        return sample.variance() / (spread * spread);
    }

    /**
     * Hyperparameters of {@link Correlation}.
     *
     * @param elsewhere those of similar problems
     */
    double[] hyper(List<Axis> axes, double logLength, List<double[]> elsewhere) {
        var prior = new Prior(axes, logLength, elsewhere);
        if (measured.size() < FEWEST_LEARNT_FROM) {
            return prior.mean();
        }
        var chosen = Committee.thin(measured, MOST_LEARNT_FROM);
        var targets = chosen.stream().mapToDouble(this::of).toArray();
        var mean = mean(targets);
        Arrays.setAll(targets, i -> (targets[i] - mean) / spread);
        var noises = chosen.stream().mapToDouble(this::noise).toArray();
        var inputs = chosen.stream()
                .map(sample -> Axis.encode(axes, sample.positions()))
                .toList();
        return Ascent.climb(new Likelihood(axes, inputs, targets, noises, prior), prior.mean(), STEPS);
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

    private static double mean(double[] targets) {
        return Arrays.stream(targets).average().orElse(0);
    }

    private static double spread(double[] targets) {
        var mean = mean(targets);
        var variance = Arrays.stream(targets)
                .map(target -> (target - mean) * (target - mean))
                .average()
                .orElse(1);
        return Math.max(LEAST_SPREAD, Math.sqrt(variance));
    }
}
