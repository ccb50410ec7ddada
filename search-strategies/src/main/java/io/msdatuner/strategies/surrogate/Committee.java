package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gaussian processes that see a space in different ways and whose expected improvements are averaged, so that none's
 * mistaken idea of what matters decides alone. A model is a function of the samples so far: it is learnt anew at certain
 * counts, and in between takes one sample after the other. Of many samples it is learnt part by part over a few asks, so
 * that none of these takes long, and used from the next count on.
 */
public final class Committee {
    private static final int FIRST = 3;
    private static final double GROWTH = 1.15;
    private static final int LONGEST_GAP = 20;
    /** From so many samples on a model is learnt over several asks. */
    private static final int MANY = 40;
    /** How many samples come in before such a model is used. */
    private static final int LAG = Learning.PARTS;
    /** Samples that a model is conditioned on when it is learnt anew. */
    private static final int MOST_SAMPLES = 200;
    /** Multiplications of one learning, which bound the pool: some 20 ms. */
    private static final double WORK = 5e7;

    private static final int SMALLEST_POOL = 1000;
    /** How many of the fastest of each similar problem are candidates' centres. */
    private static final int FROM_EACH = 4;

    private final Space space;
    private final long seed;
    private final List<Outlook> outlooks;
    private final List<List<Axis>> axes;
    private final Candidates candidates;
    /** Of all configurations, for each outlook, as soon as they were needed. */
    private @Nullable List<Pool> whole;

    private final Expectation expectation;
    private final List<Long> expectedFastest;
    private @Nullable List<Surrogate> members;
    /** How many samples the members were learnt from, and how many they have taken in since, these included. */
    private int learntFrom;

    private int included;
    private @Nullable Learning next;

    /** @param precedents samples of similar problems, the most similar first; empty if nothing is known of any */
    public Committee(Space space, long seed, List<Outlook> outlooks, List<List<Sample>> precedents) {
        this.space = space;
        this.seed = seed;
        this.outlooks = List.copyOf(outlooks);
        this.axes =
                outlooks.stream().map(outlook -> Axis.of(space, outlook.view())).toList();
        this.candidates = new Candidates(space);
        var measured = precedents.stream()
                .map(samples -> samples.stream().filter(Sample::isMeasured).toList())
                .toList();
        this.expectation = new Expectation(space, axes.get(0), outlooks.get(0).logLength(), measured);
        this.expectedFastest = measured.stream()
                .flatMap(samples -> fastest(samples).limit(FROM_EACH))
                .toList();
    }

    /**
     * What is known of one configuration.
     *
     * @param index negative if it is not in the space, because it breaks a constraint
     * @param positions of its values
     * @param logTime NaN if it failed
     * @param variance of the logarithm of the time, as far as it was told
     */
    public record Sample(long index, int[] positions, double logTime, double variance) {
        boolean isMeasured() {
            return !Double.isNaN(logTime);
        }
    }

    /** Candidates and how much each is worth measuring next. */
    public record Advice(Pool pool, double[] worth) {}

    /** True if there is something to expect before anything is measured. */
    public boolean hasExpectation() {
        return !expectation.isEmpty();
    }

    /** Forgets what was learnt, because a sample has changed. */
    public void forget() {
        members = null;
        next = null;
    }

    /** @param samples all so far, of which those of the last call are the first */
    public Advice advise(List<Sample> samples, List<Long> pending) {
        var current = current(samples);
        var pool = current.get(0).pool();
        var worth = new double[pool.size()];
        for (var member : current) {
            var ofMember = member.worth(pending.stream().map(space::positionsAt).toList());
            for (var c = 0; c < worth.length; c++) {
                worth[c] += Math.exp(ofMember[c]);
            }
        }
        return new Advice(pool, worth);
    }

    private List<Surrogate> current(List<Sample> samples) {
        var learnt = learnt(samples.size());
        var current = members;
        if (current == null || learntFrom < learnt) {
            current = learning(samples, learnt).finish();
            learntFrom = learnt;
            included = learnt;
            members = current;
        }
        for (; included < samples.size(); included++) {
            var sample = samples.get(included);
            current.forEach(member -> member.add(sample));
        }
        var due = due(samples.size());
        if (due > learnt) {
            learning(samples, due).advance();
        }
        return current;
    }

    /** What is learnt from the first samples, as far as it has got. */
    private Learning learning(List<Sample> samples, int count) {
        var known = next;
        if (known == null || known.count() != count) {
            known = begin(List.copyOf(samples.subList(0, count)));
            next = known;
        }
        return known;
    }

    private Learning begin(List<Sample> samples) {
        var kept = Math.min(MOST_SAMPLES, samples.size());
        var limit = (int) Math.max(SMALLEST_POOL, 2 * WORK / outlooks.size() / ((double) kept * kept));
        var random = new SplittableRandom(seed + samples.size());
        var known = hasExpectation() ? MOST_SAMPLES : samples.size();
        var indices = candidates.select(centres(samples), known, limit, random);
        return new Learning(
                samples.size(),
                () -> IntStream.range(0, outlooks.size())
                        .mapToObj(m -> {
                            var pool = indices.length == space.size()
                                    ? whole().get(m)
                                    : new Pool(space, axes.get(m), indices);
                            return Surrogate.begin(
                                    pool, outlooks.get(m).logLength(), expectation, samples, MOST_SAMPLES);
                        })
                        .toList());
    }

    private List<Pool> whole() {
        var known = whole;
        if (known == null) {
            known = axes.stream().map(ofOutlook -> Pool.of(space, ofOutlook)).toList();
            whole = known;
        }
        return known;
    }

    /** The fastest that were measured; as long as these are few, also what was fast elsewhere. */
    private List<Long> centres(List<Sample> samples) {
        return Stream.concat(fastest(samples.stream().filter(Sample::isMeasured).toList()), expectedFastest.stream())
                .distinct()
                .toList();
    }

    private static Stream<Long> fastest(List<Sample> measured) {
        return measured.stream()
                .sorted(Comparator.comparingDouble(Sample::logTime))
                .map(Sample::index)
                .filter(index -> index >= 0);
    }

    /** Of many, the fastest half and an even choice of the others. */
    static List<Sample> thin(List<Sample> samples, int most) {
        if (samples.size() <= most) {
            return samples;
        }
        var sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingDouble(Sample::logTime));
        var thin = new ArrayList<>(sorted.subList(0, most / 2));
        var rest = sorted.subList(most / 2, sorted.size());
        for (var i = 0; i < most - most / 2; i++) {
            thin.add(rest.get(i * rest.size() / (most - most / 2)));
        }
        return thin;
    }

    /** From how many of n samples the models that are used have been learnt. */
    private static int learnt(int n) {
        var due = due(n);
        while (due >= MANY && due + LAG > n) {
            due = due(due - 1);
        }
        return due;
    }

    /** The last count up to n at which models are learnt anew. */
    private static int due(int n) {
        var due = Math.min(n, FIRST);
        var next = due;
        while (next <= n) {
            due = next;
            next = due + Math.min(LONGEST_GAP, Math.max(2, (int) (due * (GROWTH - 1))));
        }
        return due;
    }

    /** Where to measure before there is anything to learn from. */
    public long spread(List<Long> known, int draws, SplittableRandom random) {
        return candidates.spread(known, draws, random);
    }

    /** Does, once in a JVM, what a search will do, so that its first asks are as quick as later ones. */
    public static void rehearse() {
        Rehearsal.once();
    }
}
