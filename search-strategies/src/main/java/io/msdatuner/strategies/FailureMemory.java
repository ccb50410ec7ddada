package io.msdatuner.strategies;

import java.util.HashMap;
import java.util.Map;

/**
 * How often each value, and each pair of values of two parameters, was tried and failed. Shares of failures are shrunk
 * towards the share of all that was tried, with the weight of {@value #PRIOR} trials, so that one failure bans nothing.
 */
final class FailureMemory {
    private static final double PRIOR = 2;

    private final Map<Long, Count> counts = new HashMap<>();
    private final Count all = new Count();

    private static final class Count {
        private int tried;
        private int failed;

        void add(boolean fails) {
            tried++;
            failed += fails ? 1 : 0;
        }

        double share(double expected) {
            return (failed + PRIOR * expected) / (tried + PRIOR);
        }
    }

    void add(Individual individual, boolean failed) {
        all.add(failed);
        for (var i = 0; i < individual.size(); i++) {
            for (var j = i; j < individual.size(); j++) {
                counts.computeIfAbsent(key(individual, i, j), key -> new Count())
                        .add(failed);
            }
        }
    }

    /**
     * How much more often than all others the worst of its values and pairs failed: 0 if not more often, and near 1 if
     * always where others do not.
     */
    double risk(Individual individual) {
        if (all.failed == 0) {
            return 0;
        }
        var usual = all.share(0);
        var worst = usual;
        for (var i = 0; i < individual.size(); i++) {
            for (var j = i; j < individual.size(); j++) {
                var count = counts.get(key(individual, i, j));
                worst = count == null ? worst : Math.max(worst, count.share(usual));
            }
        }
        return (worst - usual) / (1 - usual);
    }

    /** Of a value if i equals j, else of a pair. */
    private static long key(Individual individual, int i, int j) {
        return ((i * 4096L + j) << 40) | ((long) individual.position(i) << 20) | individual.position(j);
    }
}
