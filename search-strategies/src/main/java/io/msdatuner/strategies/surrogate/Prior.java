package io.msdatuner.strategies.surrogate;

import java.util.Arrays;
import java.util.List;

/**
 * What is believed of hyperparameters before anything is measured: independent normal distributions. How its values were
 * chosen is in docs/strategies.md.
 */
final class Prior {
    private static final double RELEVANCE = 0.0;
    private static final double DERIVED_RELEVANCE = -3;
    private static final double RELEVANCE_SPREAD = 1.5;
    private static final double LENGTH_SPREAD = 1.0;
    private static final double NOISE = -6;
    private static final double NOISE_SPREAD = 1.0;
    /** How far hyperparameters are believed to be those of similar problems. */
    private static final double LIKENESS = 0.7;

    private final double[] mean;
    private final double[] spread;

    /** @param elsewhere the hyperparameters of similar problems */
    Prior(List<Axis> all, double logLength, List<double[]> elsewhere) {
        var axes = all.size();
        this.mean = new double[2 * axes + 1];
        this.spread = mean.clone();
        Arrays.setAll(
                mean,
                h -> h == 2 * axes
                        ? NOISE
                        : h % 2 == 0 ? (all.get(h / 2).isDerived() ? DERIVED_RELEVANCE : RELEVANCE) : logLength);
        var usual = mean.clone();
        Arrays.setAll(spread, h -> h == 2 * axes ? NOISE_SPREAD : h % 2 == 0 ? RELEVANCE_SPREAD : LENGTH_SPREAD);
        for (var hyper : elsewhere) {
            for (var h = 0; h < mean.length; h++) {
                mean[h] += LIKENESS * (hyper[h] - usual[h]) / elsewhere.size();
            }
        }
    }

    double[] mean() {
        return mean.clone();
    }

    double log(double[] hyper) {
        var log = 0.0;
        for (var h = 0; h < hyper.length; h++) {
            log -= 0.5 * Math.pow((hyper[h] - mean[h]) / spread[h], 2);
        }
        return log;
    }

    double[] gradient(double[] hyper) {
        var gradient = new double[hyper.length];
        Arrays.setAll(gradient, h -> -(hyper[h] - mean[h]) / (spread[h] * spread[h]));
        return gradient;
    }
}
