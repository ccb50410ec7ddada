package io.msdatuner.strategies.surrogate;

import java.util.Arrays;
import java.util.List;

/**
 * How alike the times of two configurations are: the product over the parameters of {@code 1 - r (1 - exp(-d / l))} with
 * a relevance r, a length l and the distance d of the two values. A relevance below 1 leaves configurations that differ
 * in a parameter correlated, as in the ANOVA kernels of Durrande, Ginsbourger, Roustant and Carraro (Journal of
 * Multivariate Analysis 115, 2013, doi:10.1016/j.jmva.2012.08.016): effects of single parameters and of interactions are
 * learnt at once.
 */
final class Correlation {
    private final List<Axis> axes;
    private final double[] hyper;
    private final int[] sizes;
    private final double[][] tables;
    private final double[][] byRelevance;
    private final double[][] byLength;

    /** @param hyper logit of the relevance and logarithm of the length of each axis in turn, then the log noise variance */
    Correlation(List<Axis> axes, double[] hyper) {
        this.axes = axes;
        this.hyper = hyper.clone();
        this.sizes = axes.stream().mapToInt(Axis::size).toArray();
        this.tables = new double[axes.size()][];
        this.byRelevance = new double[axes.size()][];
        this.byLength = new double[axes.size()][];
        for (var a = 0; a < axes.size(); a++) {
            fill(a);
        }
    }

    private void fill(int a) {
        var axis = axes.get(a);
        var relevance = 1 / (1 + Math.exp(-hyper[2 * a]));
        var length = Math.exp(hyper[2 * a + 1]);
        tables[a] = new double[axis.size() * axis.size()];
        byRelevance[a] = tables[a].clone();
        byLength[a] = tables[a].clone();
        var size = axis.size();
        for (var i = 0; i < size; i++) {
            tables[a][i * size + i] = 1;
            for (var j = 0; j < i; j++) {
                var away = axis.distance(i, j) / length;
                var near = axis.ordered() ? Math.exp(-away) : 0;
                var correlation = 1 - relevance * (1 - near);
                put(tables[a], size, i, j, correlation);
                put(byRelevance[a], size, i, j, -(1 - near) * relevance * (1 - relevance) / correlation);
                put(byLength[a], size, i, j, axis.ordered() ? relevance * near * away / correlation : 0);
            }
        }
    }

    private static void put(double[] table, int size, int i, int j, double value) {
        table[i * size + j] = value;
        table[j * size + i] = value;
    }

    double noise() {
        return Math.exp(hyper[hyper.length - 1]);
    }

    double[] hyper() {
        return hyper.clone();
    }

    double of(short[] one, short[] other) {
        var product = 1.0;
        for (var a = 0; a < tables.length; a++) {
            product *= tables[a][one[a] * sizes[a] + other[a]];
        }
        return product;
    }

    /** With every configuration of the pool. Four axes at a time, because going through the row is what takes time. */
    float[] row(short[] one, Pool pool) {
        var row = new float[pool.size()];
        Arrays.fill(row, 1);
        var factors = new float[tables.length][];
        for (var a = 0; a < tables.length; a++) {
            factors[a] = factors(a, one[a]);
        }
        var a = 0;
        for (; a + 3 < tables.length; a += 4) {
            multiply(row, factors, pool, a);
        }
        for (; a < tables.length; a++) {
            multiply(row, factors[a], pool.column(a));
        }
        return row;
    }

    private float[] factors(int a, short code) {
        var factors = new float[sizes[a]];
        for (var v = 0; v < factors.length; v++) {
            factors[v] = (float) tables[a][code * sizes[a] + v];
        }
        return factors;
    }

    private static void multiply(float[] row, float[][] factors, Pool pool, int first) {
        var f0 = factors[first];
        var f1 = factors[first + 1];
        var f2 = factors[first + 2];
        var f3 = factors[first + 3];
        var c0 = pool.column(first);
        var c1 = pool.column(first + 1);
        var c2 = pool.column(first + 2);
        var c3 = pool.column(first + 3);
        for (var c = 0; c < row.length; c++) {
            row[c] = row[c] * f0[c0[c]] * f1[c1[c]] * f2[c2[c]] * f3[c3[c]];
        }
    }

    private static void multiply(float[] row, float[] factors, short[] column) {
        for (var c = 0; c < row.length; c++) {
            row[c] *= factors[column[c]];
        }
    }

    /** Adds the derivatives of the logarithm of the correlation by all hyperparameters but the noise. */
    void addLogDerivatives(double weight, short[] one, short[] other, double[] gradient) {
        for (var a = 0; a < tables.length; a++) {
            var cell = one[a] * sizes[a] + other[a];
            gradient[2 * a] += weight * byRelevance[a][cell];
            gradient[2 * a + 1] += weight * byLength[a][cell];
        }
    }
}
