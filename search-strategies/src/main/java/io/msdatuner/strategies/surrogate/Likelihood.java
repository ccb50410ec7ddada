package io.msdatuner.strategies.surrogate;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * The logarithm of the posterior density of hyperparameters, up to a constant, with its gradient (Rasmussen and Williams,
 * "Gaussian Processes for Machine Learning", MIT Press 2006, sections 2.3 and 5.4.1). Mean and variance of the process
 * are profiled out.
 */
final class Likelihood {
    private static final double VARIANCE_PRIOR = 1;

    private final List<Axis> axes;
    private final List<short[]> inputs;
    private final double[] targets;
    private final double[] noises;
    private final Prior prior;

    /** @param noises of each target alone, in units of the variance of all */
    Likelihood(List<Axis> axes, List<short[]> inputs, double[] targets, double[] noises, Prior prior) {
        this.axes = axes;
        this.inputs = inputs;
        this.targets = targets;
        this.noises = noises;
        this.prior = prior;
    }

    record Point(double value, double[] gradient) {}

    Point at(double[] hyper) {
        var n = targets.length;
        var correlation = new Correlation(axes, hyper);
        var matrix = matrix(correlation);
        var solver = LinearSolverFactory_DDRM.symmPosDef(n);
        if (!solver.setA(matrix.copy())) {
            return new Point(Double.NEGATIVE_INFINITY, new double[hyper.length]);
        }
        var inverse = new DMatrixRMaj(n, n);
        solver.invert(inverse);
        var alpha = centred(inverse);
        var quadratic = VARIANCE_PRIOR;
        for (var i = 0; i < n; i++) {
            quadratic += alpha[i] * targets[i];
        }
        var variance = quadratic / (n + VARIANCE_PRIOR);
        var value =
                -0.5 * (n + VARIANCE_PRIOR) * Math.log(variance) - 0.5 * logDeterminant(solver, n) + prior.log(hyper);
        return new Point(value, gradient(correlation, hyper, matrix.data, inverse.data, alpha, variance));
    }

    private static double logDeterminant(org.ejml.interfaces.linsol.LinearSolverDense<DMatrixRMaj> solver, int n) {
        org.ejml.interfaces.decomposition.CholeskyDecomposition_F64<DMatrixRMaj> cholesky = solver.getDecomposition();
        var triangle = cholesky.getT(null);
        var sum = 0.0;
        for (var i = 0; i < n; i++) {
            sum += 2 * Math.log(triangle.get(i, i));
        }
        return sum;
    }

    private DMatrixRMaj matrix(Correlation correlation) {
        var n = targets.length;
        var matrix = new DMatrixRMaj(n, n);
        for (var i = 0; i < n; i++) {
            matrix.set(i, i, 1 + correlation.noise() + noises[i]);
            for (var j = 0; j < i; j++) {
                var value = correlation.of(inputs.get(i), inputs.get(j));
                matrix.set(i, j, value);
                matrix.set(j, i, value);
            }
        }
        return matrix;
    }

    /** The inverse times the targets less their generalised least squares mean. */
    private double[] centred(DMatrixRMaj inverse) {
        var n = targets.length;
        var ofOnes = new double[n];
        var ofTargets = new double[n];
        for (var i = 0; i < n; i++) {
            for (var j = 0; j < n; j++) {
                ofOnes[i] += inverse.get(i, j);
                ofTargets[i] += inverse.get(i, j) * targets[j];
            }
        }
        var mean = Arrays.stream(ofTargets).sum() / Arrays.stream(ofOnes).sum();
        for (var i = 0; i < n; i++) {
            ofTargets[i] -= mean * ofOnes[i];
        }
        return ofTargets;
    }

    private double[] gradient(
            Correlation correlation,
            double[] hyper,
            double[] matrix,
            double[] inverse,
            double[] alpha,
            double variance) {
        var n = alpha.length;
        var gradient = prior.gradient(hyper);
        var noise = hyper.length - 1;
        for (var i = 0; i < n; i++) {
            var one = inputs.get(i);
            gradient[noise] += 0.5 * correlation.noise() * (alpha[i] * alpha[i] / variance - inverse[i * n + i]);
            for (var j = 0; j < i; j++) {
                var weight = matrix[i * n + j] * (alpha[i] * alpha[j] / variance - inverse[i * n + j]);
                correlation.addLogDerivatives(weight, one, inputs.get(j), gradient);
            }
        }
        return gradient;
    }
}
