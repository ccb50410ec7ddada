package io.msdatuner.strategies.surrogate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The logarithm of the expected improvement (Jones, Schonlau and Welch, Journal of Global Optimization 13, 1998,
 * doi:10.1023/A:1008306431147; in logarithms, so that far candidates still compare: Ament et al., NeurIPS 2023,
 * doi:10.48550/arXiv.2310.20708). The variance of a process is estimated from its samples, so what it predicts has the tails
 * of Student's t (Benassi, Bect and Vazquez, LION 5, 2011, doi:10.1007/978-3-642-25566-3_13). From tables, as tens of
 * thousands of candidates are compared for each ask.
 */
final class Improvement {
    private static final double LOWEST = -12;
    private static final double HIGHEST = 12;
    private static final int STEPS_PER_UNIT = 16;
    /** From so many degrees of freedom on the normal distribution stands for Student's. */
    private static final int NORMAL = 60;

    private static final Map<Integer, Improvement> KNOWN = new ConcurrentHashMap<>();

    private final double[] table;

    private Improvement(DoubleUnaryOperator logOfStandard) {
        this.table = new double[(int) ((HIGHEST - LOWEST) * STEPS_PER_UNIT) + 2];
        for (var i = 0; i < table.length; i++) {
            table[i] = logOfStandard.applyAsDouble(LOWEST + (double) i / STEPS_PER_UNIT);
        }
    }

    /** @param degreesOfFreedom of the estimate of the variance; fewer than two count as two */
    static Improvement of(int degreesOfFreedom) {
        var degrees = Math.max(2, Math.min(NORMAL, degreesOfFreedom));
        return KNOWN.computeIfAbsent(degrees, known -> known == NORMAL ? normal() : student(known));
    }

    /**
     * @param better by how much the expected value is better than the best so far, in the target's unit
     * @param deviation of what is expected, as far as it is estimated
     */
    double log(double better, double deviation) {
        var standard = Math.max(LOWEST, Math.min(HIGHEST - 1e-9, better / deviation));
        var at = (standard - LOWEST) * STEPS_PER_UNIT;
        var below = (int) at;
        var share = at - below;
        return Math.log(deviation) + table[below] * (1 - share) + table[below + 1] * share;
    }

    private static Improvement normal() {
        var normal = new NormalDistribution();
        return new Improvement(u -> Math.log(
                u > -8
                        ? u * normal.cumulativeProbability(u) + normal.density(u)
                        : normal.density(u) * (1 / (u * u) - 3 / (u * u * u * u))));
    }

    private static Improvement student(int degrees) {
        var student = new TDistribution(degrees);
        return new Improvement(u -> Math.log(
                u * student.cumulativeProbability(u) + (degrees + u * u) / (degrees - 1) * student.density(u)));
    }
}
