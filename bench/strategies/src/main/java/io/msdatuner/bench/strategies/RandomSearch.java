package io.msdatuner.bench.strategies;

/**
 * The exact expected best of random search without replacement after n draws. As long as every draw has failed, the best
 * is taken to be the median time, for random search as for any other.
 */
final class RandomSearch {
    static final int BUDGET = 220;
    private static final int SHORTEST_WINDOW = 50;
    private static final double WAY = 0.95;

    private final double[] expectedMs;
    private final double optimumMs;
    private final double medianMs;

    RandomSearch(RecordedSpace recorded) {
        this.optimumMs = recorded.optimumMs();
        this.medianMs = recorded.medianMs();
        this.expectedMs = new double[(int) Math.min(BUDGET, recorded.space().size()) + 1];
        var sorted = recorded.sortedTimesMs();
        for (var n = 0; n < expectedMs.length; n++) {
            expectedMs[n] = expected(sorted, recorded.timesMs().length, n);
        }
    }

    /** Sums over the k fastest: the k-th is the best if none of the faster ones was drawn, but not if it was not either. */
    private double expected(double[] sorted, int size, int n) {
        var noneOfTheFirst = 1.0;
        var expected = 0.0;
        for (var k = 0; k < sorted.length && noneOfTheFirst > 0; k++) {
            var noneOfTheFirstOrThis = noneOfTheFirst * Math.max(0, size - k - n) / (size - k);
            expected += sorted[k] * (noneOfTheFirst - noneOfTheFirstOrThis);
            noneOfTheFirst = noneOfTheFirstOrThis;
        }
        return expected + medianMs * noneOfTheFirst;
    }

    double medianMs() {
        return medianMs;
    }

    double expectedMs(int n) {
        return expectedMs[Math.min(n, expectedMs.length - 1)];
    }

    /** When random search has gone 95 % of the way from the median to the optimum; 50 at least, the budget at most. */
    int window() {
        var n = SHORTEST_WINDOW;
        while (n < BUDGET && medianMs - expectedMs(n) < WAY * (medianMs - optimumMs)) {
            n++;
        }
        return n;
    }

    /** 0 for what random search expects to have after n, 1 for the optimum. */
    double progress(int n, double bestMs) {
        var left = expectedMs(n) - optimumMs;
        if (left <= optimumMs * 1e-12) {
            return bestMs <= optimumMs ? 1 : 0;
        }
        return (expectedMs(n) - bestMs) / left;
    }
}
