package io.msdatuner.strategies.surrogate;

import java.util.ArrayList;
import java.util.List;

/**
 * A Gaussian process over a pool, conditioned on one observation after the other: each adds one row to the Cholesky factor
 * and one to its product with the pool's correlations, so that an observation costs rows times pool and no more. (The
 * growing factor of Rasmussen and Williams, "Gaussian Processes for Machine Learning", MIT Press 2006, algorithm 2.1 and
 * appendix A.3.)
 */
final class Posterior {
    /** The variance of logarithms of time before there is evidence; it weighs as much as one sample. */
    static final double USUAL_VARIANCE = 1;

    private static final double VARIANCE_PRIOR = 1;
    private static final double LEAST = 1e-9;

    private final Pool pool;
    private final Correlation correlation;
    private final double usualVariance;
    private final List<short[]> inputs = new ArrayList<>();
    private final List<double[]> factor = new ArrayList<>();
    private final List<float[]> rows = new ArrayList<>();
    private final List<Double> ofOnes = new ArrayList<>();
    private final List<Double> ofTargets = new ArrayList<>();
    private final float[] meanOfOnes;
    private final float[] meanOfTargets;
    private float[] explained;

    Posterior(Pool pool, Correlation correlation, double usualVariance) {
        this.pool = pool;
        this.correlation = correlation;
        this.usualVariance = usualVariance;
        this.meanOfOnes = new float[pool.size()];
        this.meanOfTargets = new float[pool.size()];
        this.explained = new float[pool.size()];
    }

    int size() {
        return inputs.size();
    }

    /**
     * @param row the correlation of the input with each place
     * @param noise of this target alone, in units of the process's variance
     */
    void add(short[] input, float[] row, double target, double noise) {
        append(input, row.clone(), noise);
        var last = rows.size() - 1;
        var ofOne = forward(1, ofOnes, factor.get(last));
        var ofTarget = forward(target, ofTargets, factor.get(last));
        ofOnes.add(ofOne);
        ofTargets.add(ofTarget);
        addScaled(meanOfOnes, (float) ofOne, rows.get(last));
        addScaled(meanOfTargets, (float) ofTarget, rows.get(last));
    }

    /** What is left to explain at each place if these are measured too, whatever the results. */
    float[] explainedWith(List<short[]> pending) {
        var kept = explained;
        var before = size();
        explained = explained.clone();
        pending.forEach(input -> append(input, correlation.row(input, pool), 0));
        var with = explained;
        explained = kept;
        for (var i = size() - 1; i >= before; i--) {
            inputs.remove(i);
            factor.remove(i);
            rows.remove(i);
        }
        return with;
    }

    private void append(short[] input, float[] row, double noise) {
        var n = size();
        var next = new double[n + 1];
        var squares = 0.0;
        for (var i = 0; i < n; i++) {
            next[i] = forward(correlation.of(input, inputs.get(i)), next, factor.get(i));
            squares += next[i] * next[i];
        }
        next[n] = Math.sqrt(Math.max(LEAST, 1 + correlation.noise() + noise - squares));
        for (var i = 0; i < n; i++) {
            addScaled(row, (float) -next[i], rows.get(i));
        }
        scale(row, (float) (1 / next[n]));
        addSquares(explained, row);
        inputs.add(input);
        factor.add(next);
        rows.add(row);
    }

    private static double forward(double right, double[] solved, double[] factorRow) {
        var last = factorRow.length - 1;
        var rest = right;
        for (var i = 0; i < last; i++) {
            rest -= factorRow[i] * solved[i];
        }
        return rest / factorRow[last];
    }

    private static double forward(double right, List<Double> solved, double[] factorRow) {
        var last = factorRow.length - 1;
        var rest = right;
        for (var i = 0; i < last; i++) {
            rest -= factorRow[i] * solved.get(i);
        }
        return rest / factorRow[last];
    }

    double processMean() {
        var cross = 0.0;
        var ones = 0.0;
        for (var i = 0; i < size(); i++) {
            cross += ofOnes.get(i) * ofTargets.get(i);
            ones += ofOnes.get(i) * ofOnes.get(i);
        }
        return cross / ones;
    }

    double processVariance() {
        var mean = processMean();
        var squares = VARIANCE_PRIOR * usualVariance;
        for (var i = 0; i < size(); i++) {
            var residual = ofTargets.get(i) - mean * ofOnes.get(i);
            squares += residual * residual;
        }
        return squares / (size() + VARIANCE_PRIOR);
    }

    /** By how much each target moves the mean, per correlation with its input. */
    double[] weights() {
        var mean = processMean();
        var weights = new double[size()];
        for (var i = size() - 1; i >= 0; i--) {
            var rest = ofTargets.get(i) - mean * ofOnes.get(i);
            for (var j = i + 1; j < size(); j++) {
                rest -= factor.get(j)[i] * weights[j];
            }
            weights[i] = rest / factor.get(i)[i];
        }
        return weights;
    }

    /** The expected target at each place. */
    float[] mean() {
        var processMean = (float) processMean();
        var mean = new float[pool.size()];
        for (var c = 0; c < mean.length; c++) {
            mean[c] = processMean * (1 - meanOfOnes[c]) + meanOfTargets[c];
        }
        return mean;
    }

    /** How many samples' worth of evidence there is for the variance. */
    int degreesOfFreedom() {
        return size() + (int) VARIANCE_PRIOR;
    }

    /**
     * The variance at each place that comes from not knowing the process's mean, in units of its variance ("ordinary
     * Kriging"; Rasmussen and Williams, section 2.7).
     */
    float[] doubtOfMean() {
        var ones = ofOnes.stream().mapToDouble(one -> one * one).sum();
        var doubt = new float[pool.size()];
        for (var c = 0; c < doubt.length; c++) {
            var left = 1 - meanOfOnes[c];
            doubt[c] = (float) (left * left / ones);
        }
        return doubt;
    }

    /**
     * The standard deviation at a place.
     *
     * @param explained there, from {@link #explainedWith}
     * @param doubtOfMean there
     */
    static double deviation(double processVariance, float explained, float doubtOfMean) {
        return Math.sqrt(processVariance * Math.max(LEAST, 1 - explained + doubtOfMean));
    }

    private static void addScaled(float[] sum, float factor, float[] row) {
        for (var c = 0; c < sum.length; c++) {
            sum[c] += factor * row[c];
        }
    }

    private static void scale(float[] row, float factor) {
        for (var c = 0; c < row.length; c++) {
            row[c] *= factor;
        }
    }

    private static void addSquares(float[] sum, float[] row) {
        for (var c = 0; c < sum.length; c++) {
            sum[c] += row[c] * row[c];
        }
    }
}
