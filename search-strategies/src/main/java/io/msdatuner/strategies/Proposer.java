package io.msdatuner.strategies;

import io.msdatuner.core.trial.Outcome;
import java.util.OptionalLong;

/** What makes one strategy different from another: which index comes next, and what is learnt from an outcome. */
interface Proposer {
    /** A free index of the ledger; empty only if there is none. */
    OptionalLong propose(Ledger ledger);

    /**
     * Learns how a trial ended.
     *
     * @param outcome anything but {@code Abandoned}
     */
    default void learn(long index, Outcome outcome) {}
}
