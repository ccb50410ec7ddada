package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Steady-state evolution: parents win tournaments as in Real, Aggarwal, Huang and Le ("Regularized Evolution for Image
 * Classifier Architecture Search", AAAI 2019, doi:10.1609/aaai.v33i01.33014780), but among the best and not the youngest,
 * because a measurement costs too much to forget it. Of each brood only the child is measured that the measured ones
 * around it promise to be the fastest (pre-selection; Jin, "Surrogate-assisted evolutionary computation", Swarm and
 * Evolutionary Computation 1(2), 2011, doi:10.1016/j.swevo.2011.05.001). The longer nothing better is found, the more
 * random immigrants come in. What is likely to fail is drawn less.
 *
 * <p>The randomness of a proposal comes from the seed and from how many configurations the ledger knows, so nothing but
 * what was told has to be told again to resume.
 */
final class Evolution implements Proposer {
    /** Measured members before evolution starts, or this share of the budget if that is less. */
    private static final int FOUNDERS = 10;

    private static final int FOUNDERS_SHARE = 5;
    private static final int BROOD = 16;
    /** Bounds the draws of one proposal, so that a nearly spent space does not hold it up. */
    private static final int DRAWS = 5 * BROOD;

    private static final double CROSSOVER = 0.3;
    /** Times the parents' spread: the probability of a further mutation. */
    private static final double FURTHER_STEP = 0.6;
    /** Times one less the parents' spread: see {@link Variation#mutate}. */
    private static final double LOCALITY = 2;

    private static final double FEWEST_IMMIGRANTS = 0.05;
    private static final double MOST_IMMIGRANTS = 0.35;
    /** Members without an improvement after which the most immigrants come. */
    private static final double STAGNATION = 40;

    private final Space space;
    private final long seed;
    private final int founders;
    private final Variation variation;
    private final Population population = new Population();
    private final FailureMemory failures = new FailureMemory();

    Evolution(SearchProblem problem) {
        this.space = problem.space();
        this.seed = new SplittableRandom(problem.seed()).nextLong();
        this.founders = Math.max(1, Math.min(FOUNDERS, problem.maxTrials().orElse(Integer.MAX_VALUE) / FOUNDERS_SHARE));
        this.variation = new Variation(space);
    }

    @Override
    public void learn(long index, Outcome outcome) {
        var individual = variation.individual(index);
        failures.add(individual, !(outcome instanceof Outcome.Measured));
        if (outcome instanceof Outcome.Measured measured) {
            population.add(individual, measured.median().medianNs());
        }
    }

    @Override
    public OptionalLong propose(Ledger ledger) {
        var random = new SplittableRandom(seed + ledger.count());
        var immigrates = population.size() < founders || random.nextDouble() < immigration();
        var brood = immigrates
                ? drawn(1, ledger, random, () -> immigrant(random))
                : drawn(BROOD, ledger, random, () -> child(random));
        return brood.stream()
                .min(Comparator.comparingDouble(population::predict))
                .or(() -> drawn(1, ledger, random, () -> immigrant(random)).stream()
                        .findFirst())
                .map(child -> OptionalLong.of(child.index()))
                .orElseGet(ledger::next);
    }

    /** Up to {@code size} free ones, those that are likely to fail less often. */
    private List<Individual> drawn(int size, Ledger ledger, RandomGenerator random, Supplier<Individual> source) {
        var drawn = new ArrayList<Individual>();
        for (var draws = 0; draws < DRAWS && drawn.size() < size; draws++) {
            var individual = source.get();
            if (ledger.isFree(individual.index()) && random.nextDouble() >= failures.risk(individual)) {
                drawn.add(individual);
            }
        }
        return drawn;
    }

    private double immigration() {
        var stagnation = Math.min(1, population.sinceImprovement() / STAGNATION);
        return FEWEST_IMMIGRANTS + (MOST_IMMIGRANTS - FEWEST_IMMIGRANTS) * stagnation;
    }

    private Individual immigrant(RandomGenerator random) {
        return variation.individual(random.nextLong(space.size()));
    }

    /** Mutations are shorter and fewer, the more the parents are alike. */
    private Individual child(RandomGenerator random) {
        var spread = population.spread();
        var child = population.parent(random);
        var crossed = random.nextDouble() < CROSSOVER;
        if (crossed) {
            child = variation.cross(child, population.parent(random), random);
        }
        if (!crossed || random.nextBoolean()) {
            child = variation.mutate(child, LOCALITY * (1 - spread), random);
        }
        while (random.nextDouble() < FURTHER_STEP * spread) {
            child = variation.mutate(child, LOCALITY * (1 - spread), random);
        }
        return child;
    }
}
