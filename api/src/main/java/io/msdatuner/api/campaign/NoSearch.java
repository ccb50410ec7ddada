package io.msdatuner.api.campaign;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import java.util.List;

/** For campaigns that only compare what is known. */
final class NoSearch implements SearchStrategy {

    @Override
    public List<Configuration> ask(int count) {
        return List.of();
    }

    @Override
    public void tell(Observation observation) {
        // Nothing is learnt.
    }
}
