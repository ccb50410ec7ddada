package io.msdatuner.strategies.surrogate;

import java.util.Arrays;

/**
 * Climbs a posterior density with steps of its own for each hyperparameter: the iRprop- of Igel and Hüsken
 * (Neurocomputing 50, 2003, doi:10.1016/S0925-2312(01)00700-7).
 */
final class Ascent {
    private static final double FIRST_STEP = 0.3;
    private static final double FASTER = 1.2;
    private static final double SLOWER = 0.5;
    private static final double LONGEST = 1.0;

    private Ascent() {}

    static double[] climb(Likelihood likelihood, double[] from, int steps) {
        var hyper = from.clone();
        var step = new double[hyper.length];
        Arrays.fill(step, FIRST_STEP);
        var before = new double[hyper.length];
        var best = from;
        var bestValue = Double.NEGATIVE_INFINITY;
        for (var i = 0; i <= steps; i++) {
            var point = likelihood.at(hyper);
            if (point.value() > bestValue) {
                bestValue = point.value();
                best = hyper.clone();
            }
            move(hyper, step, before, point.gradient());
        }
        return best;
    }

    private static void move(double[] hyper, double[] step, double[] before, double[] gradient) {
        for (var h = 0; h < hyper.length; h++) {
            var agreement = gradient[h] * before[h];
            step[h] = Math.min(LONGEST, agreement > 0 ? step[h] * FASTER : agreement < 0 ? step[h] * SLOWER : step[h]);
            before[h] = agreement < 0 ? 0 : gradient[h];
            hyper[h] += Math.signum(before[h]) * step[h];
        }
    }
}
