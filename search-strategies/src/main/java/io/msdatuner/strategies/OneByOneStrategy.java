package io.msdatuner.strategies;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import java.util.ArrayList;
import java.util.List;

/** Asks by proposing one configuration after the other, so a batch is the same as as many single asks. */
final class OneByOneStrategy implements SearchStrategy {
    private final Ledger ledger;
    private final Proposer proposer;

    OneByOneStrategy(Ledger ledger, Proposer proposer) {
        this.ledger = ledger;
        this.proposer = proposer;
    }

    @Override
    public List<Configuration> ask(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("cannot ask for %d configurations".formatted(count));
        }
        var asked = new ArrayList<Configuration>();
        while (asked.size() < count) {
            var next = proposer.propose(ledger);
            if (next.isEmpty()) {
                break;
            }
            asked.add(ledger.take(next.getAsLong()));
        }
        return asked;
    }

    @Override
    public void tell(Observation observation) {
        ledger.tell(observation).ifPresent(index -> proposer.learn(index, observation.outcome()));
    }
}
