package io.msdatuner.strategies.surrogate;

import java.util.Arrays;
import java.util.List;

/**
 * What is believed of hyperparameters before anything is measured: independent normal distributions. Chosen by
 * cross-validation over kernels; see docs/strategies.md.
 */
final class Prior {
    static final double REL = Double.parseDouble(System.getProperty("rel", "0.0"));
    static final double PREL = Double.parseDouble(System.getProperty("prel", "-3"));
    static final double RELS = Double.parseDouble(System.getProperty("rels", "1.5"));
    static final double LENS = Double.parseDouble(System.getProperty("lens", "1.0"));
    static final double NOISE = Double.parseDouble(System.getProperty("noise", "-6"));
    static final double NOISES = Double.parseDouble(System.getProperty("noises", "1.0"));
    private final double[] mean;
    private final double[] spread;

    Prior(List<Axis> all, double logLength) {
        var axes = all.size();
        this.mean = new double[2 * axes + 1];
        this.spread = mean.clone();
        Arrays.setAll(
                mean, h -> h == 2 * axes ? NOISE : h % 2 == 0 ? (all.get(h / 2).isDerived() ? PREL : REL) : logLength);
        Arrays.setAll(spread, h -> h == 2 * axes ? NOISES : h % 2 == 0 ? RELS : LENS);
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
