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
    private final double[][] tables;
    private final double[][] byRelevance;
    private final double[][] byLength;

    /** @param hyper logit of the relevance and logarithm of the length of each axis in turn, then the log noise variance */
    Correlation(List<Axis> axes, double[] hyper) {
        this.axes = axes;
        this.hyper = hyper.clone();
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
        for (var i = 0; i < axis.size(); i++) {
            for (var j = 0; j < axis.size(); j++) {
                var away = axis.distance(i, j) / length;
                var near = axis.ordered() ? Math.exp(-away) : away == 0 ? 1 : 0;
                var correlation = 1 - relevance * (1 - near);
                var cell = i * axis.size() + j;
                tables[a][cell] = correlation;
                byRelevance[a][cell] = -(1 - near) * relevance * (1 - relevance) / correlation;
                byLength[a][cell] = axis.ordered() ? relevance * near * away / correlation : 0;
            }
        }
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
            product *= tables[a][one[a] * axes.get(a).size() + other[a]];
        }
        return product;
    }

    /** With every configuration of the pool. */
    float[] row(short[] one, Pool pool) {
        var row = new float[pool.size()];
        Arrays.fill(row, 1);
        for (var a = 0; a < tables.length; a++) {
            var size = axes.get(a).size();
            var factors = new float[size];
            for (var v = 0; v < size; v++) {
                factors[v] = (float) tables[a][one[a] * size + v];
            }
            multiply(row, factors, pool.column(a));
        }
        return row;
    }

    private static void multiply(float[] row, float[] factors, short[] column) {
        for (var c = 0; c < row.length; c++) {
            row[c] *= factors[column[c]];
        }
    }

    /** Derivative of the logarithm of the correlation by hyperparameter {@code h}, which is not the noise. */
    double logDerivative(int h, short one, short other) {
        var a = h / 2;
        var cell = one * axes.get(a).size() + other;
        return h % 2 == 0 ? byRelevance[a][cell] : byLength[a][cell];
    }
}
