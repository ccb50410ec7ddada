package io.msdatuner.strategies.surrogate;

import java.util.List;

/**
 * How much more often than all others the configurations with one value, or one product of two values, failed; shrunk
 * towards the share of all with the weight of {@value #PRIOR} trials, so that one failure bans nothing. It knows what
 * decides on failures even where it does not matter for times.
 */
final class FailureShares {
    private static final double PRIOR = 6;

    private final double[][] tried;
    private final double[][] failed;
    private int allTried;
    private int allFailed;

    FailureShares(List<Axis> axes) {
        this.tried = axes.stream().map(axis -> new double[axis.size()]).toArray(double[][]::new);
        this.failed = axes.stream().map(axis -> new double[axis.size()]).toArray(double[][]::new);
    }

    void add(short[] input, boolean fails) {
        allTried++;
        allFailed += fails ? 1 : 0;
        for (var a = 0; a < input.length; a++) {
            tried[a][input[a]]++;
            failed[a][input[a]] += fails ? 1 : 0;
        }
    }

    boolean isEmpty() {
        return allFailed == 0;
    }

    double shareOfAll() {
        return (double) allFailed / allTried;
    }

    /** For each place, that of its values which fails the most: 0 if not more often than all, 1 if always. */
    float[] excess(Pool pool) {
        var excess = new float[pool.size()];
        for (var a = 0; a < tried.length; a++) {
            var ofValue = excess(a);
            var column = pool.column(a);
            for (var c = 0; c < excess.length; c++) {
                excess[c] = Math.max(excess[c], ofValue[column[c]]);
            }
        }
        return excess;
    }

    private float[] excess(int a) {
        var usual = allFailed / (allTried + PRIOR);
        var excess = new float[tried[a].length];
        for (var v = 0; v < excess.length; v++) {
            var share = (failed[a][v] + PRIOR * usual) / (tried[a][v] + PRIOR);
            excess[v] = (float) Math.max(0, (share - usual) / (1 - usual));
        }
        return excess;
    }
}
