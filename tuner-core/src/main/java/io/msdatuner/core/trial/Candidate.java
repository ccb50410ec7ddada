package io.msdatuner.core.trial;

import io.msdatuner.core.space.Configuration;

/**
 * What a trial evaluates: an implementation of the kernel and its configuration.
 *
 * @param implementation {@link #TUNED}, or a baseline's own implementation, which has the empty configuration
 */
public record Candidate(String implementation, Configuration configuration) {
    /** The parameterized implementation that the space describes. */
    public static final String TUNED = "tuned";
    /** Samples materialised per level, as the PyTorch fallback does. */
    public static final String GRID_SAMPLE = "grid-sample";

    public static Candidate tuned(Configuration configuration) {
        return new Candidate(TUNED, configuration);
    }

    public static Candidate gridSample() {
        return new Candidate(GRID_SAMPLE, Configuration.empty());
    }

    public boolean isTuned() {
        return implementation.equals(TUNED);
    }

    @Override
    public String toString() {
        return isTuned() ? configuration.toString() : implementation;
    }
}
