package io.msdatuner.strategies;

import io.msdatuner.core.trial.Outcome;
import java.util.OptionalLong;

/**
 * Two proposers that learn from everything. The first has the budget as long as it finds something faster every now and
 * then; when it does not, each of them gets a share. So a space that the first models badly is not searched by it alone.
 */
final class Portfolio implements Proposer {
    /** Measurements without an improvement after which the budget is shared. */
    private static final int PATIENCE = 40;
    /** Of so many proposals the second has one when the budget is shared. */
    private static final int SHARE = 2;

    private final Proposer first;
    private final Proposer second;
    private double fastestNs = Double.POSITIVE_INFINITY;
    private int sinceImprovement;

    Portfolio(Proposer first, Proposer second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void learn(long index, Outcome outcome) {
        first.learn(index, outcome);
        second.learn(index, outcome);
        sinceImprovement++;
        if (outcome instanceof Outcome.Measured measured && measured.median().medianNs() < fastestNs) {
            fastestNs = measured.median().medianNs();
            sinceImprovement = 0;
        }
    }

    @Override
    public OptionalLong propose(Ledger ledger) {
        var shared = sinceImprovement >= PATIENCE && ledger.count() % SHARE == 0;
        return (shared ? second : first).propose(ledger);
    }
}
