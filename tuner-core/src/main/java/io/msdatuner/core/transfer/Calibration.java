package io.msdatuner.core.transfer;

import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How far forecasts can be trusted, learnt from forecasts for shapes that were known and left out. Two things are expected
 * of the next shape, in the sense of a Bayesian predictive distribution: which share of the forecast gain over the default
 * comes true, a normal variable of unknown mean and variance, and by how much the choice is slower than the fastest, an
 * exponential variable of unknown mean; both with the conjugate prior (Gelman et al., "Bayesian Data Analysis", 3rd edition,
 * 2013, sections 3.3 and 2.6). What is believed before there is evidence is so vague that it never vouches for a choice.
 */
final class Calibration {
    private static final double RISK = 0.05;

    /** Gains less than this, as a natural logarithm, are missed by as much as this one. */
    private static final double SMALL_GAIN = 0.1;

    private static final double SHARE = 1;
    private static final double SHARE_SPREAD = 0.5;
    private static final double SHARES_BELIEVED = 1;
    private static final double SPREADS_BELIEVED = 2;
    private static final double LOG_REGRET = 0.2;
    private static final double REGRETS_BELIEVED = 2;

    private final double leastShare;
    private final double mostLogRegret;

    /**
     * A forecast beside the truth.
     *
     * @param forecast natural logarithm of the time over the default's
     * @param truth what that was
     * @param logRegret natural logarithm of the time over the fastest one's
     */
    record Lesson(double forecast, double truth, double logRegret) {
        double share() {
            return 1 - (truth - forecast) / scale(forecast);
        }
    }

    Calibration(List<Lesson> lessons) {
        this.leastShare = leastShare(lessons);
        this.mostLogRegret = mostLogRegret(lessons);
    }

    /** Student's t. */
    private static double leastShare(List<Lesson> lessons) {
        var count = lessons.size();
        var mean = lessons.stream().mapToDouble(Lesson::share).average().orElse(SHARE);
        var squares = lessons.stream()
                .mapToDouble(lesson -> (lesson.share() - mean) * (lesson.share() - mean))
                .sum();
        var believed = SHARES_BELIEVED + count;
        var offPrior = (mean - SHARE) * (mean - SHARE) * SHARES_BELIEVED * count / believed;
        var freedom = SPREADS_BELIEVED + count;
        var variance = (SPREADS_BELIEVED * SHARE_SPREAD * SHARE_SPREAD + squares + offPrior) / freedom;
        var centre = (SHARES_BELIEVED * SHARE + count * mean) / believed;
        var deviation = new TDistribution(freedom).inverseCumulativeProbability(1 - RISK);
        return centre - deviation * Math.sqrt(variance * (1 + 1 / believed));
    }

    /** The exponential variable's predictive distribution is Lomax's. */
    private static double mostLogRegret(List<Lesson> lessons) {
        var believed = REGRETS_BELIEVED + lessons.size();
        var sum = REGRETS_BELIEVED * LOG_REGRET
                + lessons.stream().mapToDouble(Lesson::logRegret).sum();
        return sum * (StrictMath.pow(RISK, -1 / believed) - 1);
    }

    /**
     * @param stretch 1 where forecasts were tried out, more for a shape that is farther from all that is known
     * @return the most, in 19 of 20 cases, that a natural logarithm of time over the default's can be
     */
    double mostLogRatio(double forecast, double stretch) {
        return forecast + stretch * (1 - leastShare) * scale(forecast);
    }

    /** Likewise over the fastest one's. */
    double mostLogRegret(double stretch) {
        return stretch * mostLogRegret;
    }

    private static double scale(double forecast) {
        return Math.max(SMALL_GAIN, -forecast);
    }
}
