package io.msdatuner.strategies.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What a Gaussian process and the failures so far say of a pool. */
public final class Surrogate {
    static final int STEPS = Integer.getInteger("steps", 15);
    static final int FIT = Integer.getInteger("fit", 96);
    static final double CLIP = Double.parseDouble(System.getProperty("clip", "1.0"));
    static final double FPOW = Double.parseDouble(System.getProperty("fpow", "4"));
    static final double FPRIOR = Double.parseDouble(System.getProperty("fprior", "0.5"));
    static final double XI = Double.parseDouble(System.getProperty("xi", "0"));
    static final double FEXP = Double.parseDouble(System.getProperty("fexp", "1"));

    private final Pool pool;
    private final Correlation correlation;
    private final Posterior posterior;
    private final double ceiling;
    private final float[] failed;
    private final float[] tried;
    private double best = Double.POSITIVE_INFINITY;
    private int count;
    private int failures;

    /** A configuration and the logarithm of its time; NaN if it failed. */
    public record Sample(short[] input, double logTime) {
        boolean isMeasured() {
            return !Double.isNaN(logTime);
        }
    }

    private Surrogate(Pool pool, Correlation correlation, double ceiling) {
        this.pool = pool;
        this.correlation = correlation;
        this.posterior = new Posterior(pool, correlation);
        this.ceiling = ceiling;
        this.failed = new float[pool.size()];
        this.tried = new float[pool.size()];
    }

    public static Surrogate fit(Pool pool, List<Sample> samples) {
        var measured = samples.stream().filter(Sample::isMeasured).toList();
        var ceiling = ceiling(measured);
        var prior = new Prior(pool.axes().size());
        var hyper = prior.mean();
        if (measured.size() >= 3) {
            var chosen = choose(measured);
            var targets = chosen.stream()
                    .mapToDouble(sample -> Math.min(ceiling, sample.logTime()))
                    .toArray();
            standardise(targets);
            var inputs = chosen.stream().map(Sample::input).toList();
            hyper = Ascent.climb(new Likelihood(pool.axes(), inputs, targets, prior), hyper, STEPS);
        }
        var surrogate = new Surrogate(pool, new Correlation(pool.axes(), hyper), ceiling);
        samples.forEach(surrogate::add);
        return surrogate;
    }

    private static void standardise(double[] targets) {
        var mean = Arrays.stream(targets).average().orElse(0);
        var spread = Math.sqrt(Arrays.stream(targets)
                .map(t -> (t - mean) * (t - mean))
                .average()
                .orElse(1));
        for (var i = 0; i < targets.length; i++) {
            targets[i] = (targets[i] - mean) / Math.max(1e-9, spread);
        }
    }

    private static List<Sample> choose(List<Sample> measured) {
        if (measured.size() <= FIT) {
            return measured;
        }
        var sorted = new ArrayList<>(measured);
        sorted.sort(Comparator.comparingDouble(Sample::logTime));
        var chosen = new ArrayList<>(sorted.subList(0, FIT / 2));
        var rest = sorted.subList(FIT / 2, sorted.size());
        for (var i = 0; i < FIT / 2; i++) {
            chosen.add(rest.get(i * rest.size() / (FIT / 2)));
        }
        return chosen;
    }

    private static double ceiling(List<Sample> measured) {
        var sorted = measured.stream().mapToDouble(Sample::logTime).sorted().toArray();
        if (sorted.length < 2) {
            return Double.POSITIVE_INFINITY;
        }
        var median = sorted[sorted.length / 2];
        return median + CLIP * (median - sorted[0]);
    }

    public void add(Sample sample) {
        count++;
        var row = correlation.row(sample.input(), pool);
        var fails = !sample.isMeasured();
        failures += fails ? 1 : 0;
        for (var c = 0; c < row.length; c++) {
            var square = row[c] * row[c];
            var weight = FPOW > 3 ? square * square : square;
            tried[c] += weight;
            failed[c] += fails ? weight : 0;
        }
        if (sample.isMeasured()) {
            posterior.add(sample.input(), Math.min(ceiling, sample.logTime()));
            best = Math.min(best, sample.logTime());
        }
    }

    public Pool pool() {
        return pool;
    }

    /** How much each place is worth measuring, given what is being measured now; comparable within one answer. */
    public double[] worth(List<short[]> pending) {
        var worth = new double[pool.size()];
        var mean = posterior.mean();
        var explained = posterior.explainedWith(pending);
        var variance = posterior.processVariance();
        var share = (double) failures / count;
        for (var c = 0; c < worth.length; c++) {
            var deviation = Posterior.deviation(variance, explained[c]);
            worth[c] = Improvement.log(best - XI - mean[c], deviation);
            if (failures > 0) {
                var fails = (failed[c] + FPRIOR * share) / (tried[c] + FPRIOR);
                worth[c] += FEXP * Math.log(Math.max(1e-3, 1 - fails));
            }
        }
        return worth;
    }

    public boolean isEmpty() {
        return posterior.size() == 0;
    }
}
