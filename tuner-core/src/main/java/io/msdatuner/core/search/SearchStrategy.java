package io.msdatuner.core.search;

import io.msdatuner.core.space.Configuration;
import java.util.List;

/**
 * Ask/tell search. A strategy is a function of its problem and of what it was asked and told: the same calls give the same
 * answers in any process, so telling a stored campaign's observations again resumes it. Smaller medians are better. Used
 * by one thread.
 */
public interface SearchStrategy {
    /**
     * Up to {@code count} configurations to measure next: valid, distinct, and never one that was asked or told before.
     * Fewer only if fewer are left in the space; empty if none is, or {@code count} is 0.
     *
     * @throws IllegalArgumentException if {@code count} is negative
     */
    List<Configuration> ask(int count);

    /**
     * Reports how a trial ended. It need not have been asked: a resumed campaign tells its finished trials first, and one
     * that knows earlier campaigns tells theirs. An {@code Abandoned} trial says nothing of its configuration, which may
     * be asked again.
     */
    void tell(Observation observation);
}
