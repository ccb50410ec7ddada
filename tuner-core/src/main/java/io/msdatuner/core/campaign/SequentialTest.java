package io.msdatuner.core.campaign;

/**
 * Decides between champion and challenger pair by pair: Wald's sequential probability ratio test on the sign (Wald,
 * "Sequential Tests of Statistical Hypotheses", 1945, doi:10.1214/aoms/1177731118). A pair is won if the challenger is faster
 * by more than {@link #MARGIN}. Signs need no assumption on how times are distributed: whatever the noise is, a challenger
 * that wins at most half of the pairs is promoted with a probability of at most {@link #FALSE_PROMOTION}, however long the
 * test goes on (Ville's inequality, because the ratio is then a supermartingale).
 */
final class SequentialTest {
    /** Hysteresis: what a challenger must be faster by, so that near-ties do not take turns. */
    static final double MARGIN = 0.01;

    static final double FALSE_PROMOTION = 0.005;
    /** The probability that a challenger is missed that wins {@link #WORTHWHILE} of the pairs. */
    private static final double MISS = 0.04;

    private static final double WORTHWHILE = 0.65;

    private static final double WIN = Math.log(WORTHWHILE / 0.5);
    private static final double LOSS = Math.log((1 - WORTHWHILE) / 0.5);
    private static final double PROMOTE = -Math.log(FALSE_PROMOTION);
    private static final double KEEP = Math.log(MISS);

    private double logRatio;
    private int pairs;
    private int wins;

    /** One more pair; nothing happens once the test has decided. */
    void add(double championNs, double challengerNs) {
        if (isDecided()) {
            return;
        }
        var won = championNs > (1 + MARGIN) * challengerNs;
        logRatio += won ? WIN : LOSS;
        pairs++;
        wins += won ? 1 : 0;
    }

    boolean isDecided() {
        return promotes() || logRatio <= KEEP;
    }

    boolean promotes() {
        return logRatio >= PROMOTE;
    }

    int pairs() {
        return pairs;
    }

    int wins() {
        return wins;
    }
}
