package io.msdatuner.core.search;

import io.msdatuner.core.space.Space;
import java.util.OptionalInt;

/**
 * What a strategy is made for.
 *
 * @param seed of all its randomness
 * @param maxTrials the budget in trials, if it has one; a hint for how to spread the search
 */
public record SearchProblem(Space space, long seed, OptionalInt maxTrials) {}
