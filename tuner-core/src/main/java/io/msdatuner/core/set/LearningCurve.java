package io.msdatuner.core.set;

import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The best time so far after each trial of a search, and what it lets expect of more trials.
 *
 * <p>If trials were drawn independently, the n-th would be a new best with probability 1/n (A. Rényi, "Théorie des éléments
 * saillants d'une suite d'observations", 1962), so that from n to n + m trials ln(1 + m/n) new bests are expected. Each makes
 * the time shorter by some factor; so the logarithm of the best falls by a rate times ln(1 + m/n), where the rate is how much it
 * falls for e times as many trials. The rate is taken from the last three quarters of the trials, together with a prior that
 * counts as much as {@link #PRIOR_WEIGHT} of such e-foldings, and lowered by {@link #FADING}, because what is left to gain
 * becomes less. Prior and fading are round figures; how well they forecast stands in docs/performance.md, "Campaign sets".
 * Strategies do better than independent draws, but only how campaigns compare matters here.
 */
public final class LearningCurve {
    /** Of the logarithm of the best for e times as many trials. */
    static final double PRIOR_RATE = 0.02;

    static final double PRIOR_WEIGHT = 0.5;
    static final double FADING = 0.5;
    private static final int WINDOW = 4;

    private final double[] bestNs;

    private LearningCurve(double[] bestNs) {
        this.bestNs = bestNs;
    }

    /** Of the search trials among these that ran to their end, in this order. */
    public static LearningCurve of(List<Trial> trials) {
        var times = new ArrayList<OptionalDouble>();
        for (var trial : trials) {
            if (trial.purpose() == Purpose.SEARCH && trial.ranToItsEnd()) {
                times.add(timeNs(trial));
            }
        }
        return ofTimes(times);
    }

    /** @param timesNs of each trial; empty for one that was not measured */
    public static LearningCurve ofTimes(List<OptionalDouble> timesNs) {
        var best = new double[timesNs.size()];
        var least = Double.POSITIVE_INFINITY;
        for (var i = 0; i < best.length; i++) {
            least = Math.min(least, timesNs.get(i).orElse(Double.POSITIVE_INFINITY));
            best[i] = least;
        }
        return new LearningCurve(best);
    }

    private static OptionalDouble timeNs(Trial trial) {
        return trial.measured().map(Outcome.Measured::median).stream()
                .mapToDouble(median -> median.medianNs())
                .findFirst();
    }

    /** How many trials it has. */
    public int trials() {
        return bestNs.length;
    }

    /** The best time of all; empty if nothing was measured. */
    public OptionalDouble bestNs() {
        return Arrays.stream(bestNs).filter(Double::isFinite).min();
    }

    /** The best time after each trial in ns; infinite before the first that was measured. */
    public double[] bestSoFarNs() {
        return bestNs.clone();
    }

    /** How much shorter one launch is expected to be after so many more trials, in ns; 0 if nothing was measured. */
    public double expectedSavingNs(double moreTrials) {
        if (bestNs().isEmpty() || moreTrials <= 0) {
            return 0;
        }
        var logGain = rate() * Math.log1p(moreTrials / trials());
        return bestNs().getAsDouble() * -Math.expm1(-logGain);
    }

    private double rate() {
        var last = bestNs.length - 1;
        var first = Math.max(firstMeasured(), (last + 1) / WINDOW);
        var foldings = Math.log((last + 1.0) / (first + 1));
        var gained = Math.log(bestNs[first] / bestNs[last]);
        return FADING * (PRIOR_WEIGHT * PRIOR_RATE + gained) / (PRIOR_WEIGHT + foldings);
    }

    private int firstMeasured() {
        var first = 0;
        while (!Double.isFinite(bestNs[first])) {
            first++;
        }
        return first;
    }
}
