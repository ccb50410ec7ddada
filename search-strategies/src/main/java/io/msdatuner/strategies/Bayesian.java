package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.strategies.surrogate.Committee;
import io.msdatuner.strategies.surrogate.Outlook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Measures a few configurations that lie far apart, then always what the models expect the most of. With precedents it
 * begins with what they expect the most of.
 */
final class Bayesian implements Proposer {
    private static final int INITIAL = 3;
    private static final int DRAWS = 30;
    /** Pending trials that a model takes into account; more are not asked again, and that is all. */
    private static final int MOST_PENDING = 32;
    /** Of a 95 % confidence interval, in standard deviations. */
    private static final double CI_WIDTH = 2 * 1.96;

    private final Space space;
    private final long seed;
    private final Committee committee;
    private final Map<Long, Committee.Sample> samples = new LinkedHashMap<>();

    Bayesian(SearchProblem problem, List<Outlook> outlooks) {
        Committee.rehearse();
        this.space = problem.space();
        this.seed = new SplittableRandom(problem.seed()).nextLong();
        this.committee = new Committee(space, seed, outlooks, Precedents.samples(problem));
    }

    @Override
    public void learn(long index, Outcome outcome) {
        if (samples.put(index, sample(index, space.positionsAt(index), outcome)) != null) {
            committee.forget();
        }
    }

    static Committee.Sample sample(long index, int[] positions, Outcome outcome) {
        if (!(outcome instanceof Outcome.Measured measured)) {
            return new Committee.Sample(index, positions, Double.NaN, 0);
        }
        var median = measured.median();
        var deviation = Math.log(Math.max(1, median.ciHighNs()) / Math.max(1, median.ciLowNs())) / CI_WIDTH;
        return new Committee.Sample(index, positions, Math.log(Math.max(1, median.medianNs())), deviation * deviation);
    }

    @Override
    public OptionalLong propose(Ledger ledger) {
        var random = new SplittableRandom(seed + ledger.count());
        var pending = newest(ledger.pending());
        if (!committee.hasExpectation() && (samples.size() < INITIAL || measured() < 2)) {
            var known = new ArrayList<>(samples.keySet());
            known.addAll(pending);
            var index = committee.spread(known, DRAWS, random);
            return ledger.isFree(index) ? OptionalLong.of(index) : ledger.next();
        }
        return best(committee.advise(List.copyOf(samples.values()), pending), ledger);
    }

    private static OptionalLong best(Committee.Advice advice, Ledger ledger) {
        var best = -1;
        var worth = advice.worth();
        for (var c = 0; c < worth.length; c++) {
            if ((best < 0 || worth[c] > worth[best])
                    && ledger.isFree(advice.pool().indexAt(c))) {
                best = c;
            }
        }
        return best < 0 ? ledger.next() : OptionalLong.of(advice.pool().indexAt(best));
    }

    private static List<Long> newest(Set<Long> pending) {
        var all = List.copyOf(pending);
        return all.subList(Math.max(0, all.size() - MOST_PENDING), all.size());
    }

    private long measured() {
        return samples.values().stream()
                .filter(sample -> !Double.isNaN(sample.logTime()))
                .count();
    }
}
