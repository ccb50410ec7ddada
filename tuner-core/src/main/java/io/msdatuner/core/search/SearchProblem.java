package io.msdatuner.core.search;

import io.msdatuner.core.space.Space;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a strategy is made for.
 *
 * @param seed of all its randomness
 * @param maxTrials the budget in trials, if it has one; a hint for how to spread the search
 * @param precedents what is known of similar problems, the most similar first; a strategy may ignore it
 */
public record SearchProblem(Space space, long seed, OptionalInt maxTrials, List<Precedent> precedents) {
    public SearchProblem {
        precedents = List.copyOf(precedents);
    }

    /** One without precedents. */
    public SearchProblem(Space space, long seed, OptionalInt maxTrials) {
        this(space, seed, maxTrials, List.of());
    }

    public SearchProblem withoutPrecedents() {
        return new SearchProblem(space, seed, maxTrials);
    }
}
