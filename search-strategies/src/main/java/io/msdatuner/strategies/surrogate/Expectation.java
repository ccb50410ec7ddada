package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Space;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * What similar problems let expect of this one: for each a Gaussian process over its trials, weighted by how much it is
 * trusted. The process of the problem at hand then learns what is left over, as in the stacked regressors of Golovin et al.
 * ("Google Vizier", KDD 2017, doi:10.1145/3097983.3098043). Trust starts as equal shares of 1 and is corrected by ridge
 * regression on what was measured here (Hoerl and Kennard, Technometrics 12(1), 1970,
 * doi:10.1080/00401706.1970.10488634), so a problem that turns out to be different is soon not listened to.
 */
public final class Expectation {
    /** Standard deviation of a trust before there is evidence. */
    private static final double DOUBT = 0.5;
    /** Standard deviation of what the similar problems leave over, as a relative time, as regression weighs it. */
    private static final double LEFT_OVER = 0.2;
    /** Variance of what is left to learn before there is evidence: wider, so that it looks for what is different here. */
    private static final double USUAL_VARIANCE = 0.2;

    private final List<Regression> precedents;
    private final long cached;
    private final float[][] cache;

    /** @param precedents the measured samples of each; those without any are left out */
    Expectation(Space space, List<Axis> axes, double logLength, List<List<Committee.Sample>> precedents) {
        this.precedents = precedents.stream()
                .filter(samples -> !samples.isEmpty())
                .map(samples -> new Regression(space, axes, logLength, samples))
                .toList();
        this.cached = space.size() <= Candidates.WHOLE ? space.size() : 0;
        this.cache = new float[this.precedents.size()][(int) cached];
        for (var p = 0; p < cache.length; p++) {
            for (var index = 0; index < cached; index++) {
                cache[p][index] = (float) this.precedents.get(p).at(index);
            }
        }
    }

    /** The hyperparameters of each precedent's process. */
    List<double[]> hyper() {
        return precedents.stream().map(Regression::hyper).toList();
    }

    boolean isEmpty() {
        return precedents.isEmpty();
    }

    /** For {@link Posterior}. */
    double usualVariance() {
        return isEmpty() ? Posterior.USUAL_VARIANCE : USUAL_VARIANCE;
    }

    /** The expected logarithm of the time of a configuration, up to a constant, after this evidence. */
    LongToDoubleFunction given(List<Committee.Sample> measured) {
        if (isEmpty()) {
            return index -> 0;
        }
        var trust = trust(measured);
        return index -> {
            var sum = 0.0;
            for (var p = 0; p < trust.length; p++) {
                sum += trust[p] * at(p, index);
            }
            return sum;
        };
    }

    private double at(int precedent, long index) {
        return index < cached
                ? cache[precedent][(int) index]
                : precedents.get(precedent).at(index);
    }

    /** Ridge regression around equal shares, on differences from the means. */
    private double[] trust(List<Committee.Sample> measured) {
        var count = precedents.size();
        var columns = new double[count][];
        for (var p = 0; p < count; p++) {
            var precedent = p;
            columns[p] = centred(measured.stream()
                    .mapToDouble(sample -> at(precedent, sample.index()))
                    .toArray());
        }
        var left =
                centred(measured.stream().mapToDouble(Committee.Sample::logTime).toArray());
        for (var column : columns) {
            Arrays.setAll(left, i -> left[i] - column[i] / count);
        }
        var correction = ridge(columns, left);
        return Arrays.stream(correction)
                .map(change -> Math.max(0, 1.0 / count + change))
                .toArray();
    }

    private static double[] ridge(double[][] columns, double[] left) {
        var count = columns.length;
        var matrix = new DMatrixRMaj(count, count);
        var right = new DMatrixRMaj(count, 1);
        for (var p = 0; p < count; p++) {
            for (var q = 0; q < count; q++) {
                var penalty = p == q ? LEFT_OVER * LEFT_OVER / (DOUBT * DOUBT) : 0;
                matrix.set(p, q, product(columns[p], columns[q]) + penalty);
            }
            right.set(p, 0, product(columns[p], left));
        }
        var solver = LinearSolverFactory_DDRM.symmPosDef(count);
        var solution = new DMatrixRMaj(count, 1);
        solver.setA(matrix);
        solver.solve(right, solution);
        return solution.data;
    }

    private static double product(double[] one, double[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double[] centred(double[] values) {
        var mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }
}
