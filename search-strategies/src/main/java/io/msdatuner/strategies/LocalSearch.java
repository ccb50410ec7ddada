package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Outcome;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Walks from one configuration to a neighbour that was not tried: first one that differs in one parameter, and the longer
 * none is free or faster, in more (variable neighbourhood search; Mladenović and Hansen, Computers and Operations
 * Research 24(11), 1997, doi:10.1016/S0305-0548(97)00031-2). A slower one is accepted with a probability that falls with
 * its slowdown and with time (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983, doi:10.1126/science.220.4598.671). What
 * was tried is tabu (Glover, ORSA Journal on Computing 1(3), 1989, doi:10.1287/ijoc.1.3.190). When nothing faster comes,
 * the walk goes on from another of the fastest.
 */
final class LocalSearch implements Proposer {
    private static final int FOUNDERS = 8;
    private static final int DRAWS = 60;
    /** Further draws, from the whole space, where all around is known: they too avoid what fails. */
    private static final int ANYWHERE = 20;

    private static final int DRAWS_PER_CHANGE = 12;
    /** Measurements without an improvement before the walk starts from others, and before it changes more at once. */
    private static final int PATIENCE = 12;
    /** As relative slowdowns, at the start and at the end of the budget. */
    private static final double FIRST_TEMPERATURE = 0.1;

    private static final double LAST_TEMPERATURE = 0.005;
    private static final int USUAL_BUDGET = 220;
    private static final double LOCALITY = 1;

    private final Space space;
    private final long seed;
    private final int budget;
    private final Variation variation;
    private final Population population = new Population();
    private final FailureMemory failures = new FailureMemory();
    private @Nullable Individual current;
    private double currentNs;

    LocalSearch(SearchProblem problem) {
        this.space = problem.space();
        this.seed = new SplittableRandom(problem.seed()).nextLong();
        this.budget = Math.max(1, problem.maxTrials().orElse(USUAL_BUDGET));
        this.variation = new Variation(space);
    }

    @Override
    public void learn(long index, Outcome outcome) {
        var individual = variation.individual(index);
        failures.add(individual, !(outcome instanceof Outcome.Measured));
        if (outcome instanceof Outcome.Measured measured) {
            var medianNs = measured.median().medianNs();
            population.add(individual, medianNs);
            if (current == null || accepts(medianNs)) {
                current = individual;
                currentNs = medianNs;
            }
        }
    }

    private boolean accepts(double medianNs) {
        var random = new SplittableRandom(seed ^ population.size());
        var progress = Math.min(1, (double) population.size() / budget);
        var temperature = FIRST_TEMPERATURE * Math.pow(LAST_TEMPERATURE / FIRST_TEMPERATURE, progress);
        return random.nextDouble() < Math.exp((1 - medianNs / currentNs) / temperature);
    }

    @Override
    public OptionalLong propose(Ledger ledger) {
        var random = new SplittableRandom(seed + ledger.count());
        for (var draw = 0; draw < DRAWS + ANYWHERE; draw++) {
            var next = draw < DRAWS ? next(draw, random) : anywhere(random);
            if (ledger.isFree(next.index()) && random.nextDouble() >= failures.risk(next)) {
                return OptionalLong.of(next.index());
            }
        }
        return ledger.next();
    }

    private Individual next(int draw, RandomGenerator random) {
        var from = current;
        if (from == null || population.size() < FOUNDERS) {
            return anywhere(random);
        }
        var stale = population.sinceImprovement() / PATIENCE;
        var next = stale > 0 && random.nextBoolean() ? population.parent(random) : from;
        var changes = 1 + random.nextInt(1 + Math.min(2, stale)) + draw / DRAWS_PER_CHANGE;
        for (var change = 0; change < changes; change++) {
            next = variation.mutate(next, LOCALITY, random);
        }
        return next;
    }

    private Individual anywhere(RandomGenerator random) {
        return variation.individual(random.nextLong(space.size()));
    }
}
