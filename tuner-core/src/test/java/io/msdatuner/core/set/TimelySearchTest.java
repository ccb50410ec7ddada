package io.msdatuner.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.Spaces;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TimelySearchTest {
    private static final Configuration CONFIGURATION = Spaces.configuration("tile", 4);

    private final List<Observation> told = new ArrayList<>();
    private final AtomicBoolean isTime = new AtomicBoolean();
    private final SearchStrategy search = new TimelySearch(
            new SearchStrategy() {
                @Override
                public List<Configuration> ask(int count) {
                    return List.of(CONFIGURATION);
                }

                @Override
                public void tell(Observation observation) {
                    told.add(observation);
                }
            },
            isTime::get);

    @Test
    void asksAndTellsItsStrategyUntilItIsTimeForTheFinals() {
        var observation = new Observation(CONFIGURATION, Outcomes.measured(1_000));
        assertThat(search.ask(1)).containsExactly(CONFIGURATION);

        isTime.set(true);
        search.tell(observation);

        assertThat(search.ask(1)).isEmpty();
        assertThat(told).containsExactly(observation);
    }
}
