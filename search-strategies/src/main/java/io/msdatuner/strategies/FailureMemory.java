package io.msdatuner.strategies;

import java.util.HashMap;
import java.util.Map;

/**
 * How often each value, and each pair of values of two parameters, was tried and failed. The risk of a configuration is the
 * worst share of failures among its values and pairs, shrunk towards none by a prior of {@value #PRIOR} successes, so that
 * one failure bans nothing.
 */
final class FailureMemory {
    private static final double PRIOR = 2;

    private final Map<Long, Count> counts = new HashMap<>();
    private boolean anyFailed;

    private static final class Count {
        private int tried;
        private int failed;

        double risk() {
            return failed / (tried + PRIOR);
        }
    }

    void add(Individual individual, boolean failed) {
        anyFailed |= failed;
        var positions = individual.positions();
        for (var i = 0; i < positions.length; i++) {
            for (var j = i; j < positions.length; j++) {
                var count = counts.computeIfAbsent(key(positions, i, j), key -> new Count());
                count.tried++;
                count.failed += failed ? 1 : 0;
            }
        }
    }

    /** From 0, nothing is known against it, to below 1. */
    double risk(Individual individual) {
        if (!anyFailed) {
            return 0;
        }
        var positions = individual.positions();
        var risk = 0.0;
        for (var i = 0; i < positions.length; i++) {
            for (var j = i; j < positions.length; j++) {
                var count = counts.get(key(positions, i, j));
                risk = count == null ? risk : Math.max(risk, count.risk());
            }
        }
        return risk;
    }

    /** Of a value if i equals j, else of a pair. */
    private static long key(int[] positions, int i, int j) {
        return ((i * 4096L + j) << 40) | ((long) positions[i] << 20) | positions[j];
    }
}
