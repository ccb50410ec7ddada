package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategyContractTest;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.testkit.Outcomes;
import org.junit.jupiter.api.Test;

class EvolutionaryStrategyTest extends SearchStrategyContractTest {
    private static final int SEEDS = 30;
    /** If both were equally good, this many wins in 30 would come about with a probability of 4.3e-6. */
    private static final int WINS = 27;

    @Override
    protected StrategyProvider provider() {
        return new EvolutionaryStrategyProvider();
    }

    /** Seeds 0 to 29; a tie is no win. Sign test with a false-alarm rate of 4.3e-6. */
    @Test
    void findsFasterConfigurationsThanRandomSearchOnASmoothConstrainedSpace() {
        assertThat(SmoothSpace.winsAgainstRandom(provider(), SEEDS)).isGreaterThanOrEqualTo(WINS);
    }

    /**
     * Seed 20. A third of the space has the value, and too few are measured to breed from them: a search without a memory
     * of failures passes with a probability of 6.1e-6.
     */
    @Test
    void asksLessForAValueThatFailedWheneverItWasTried() {
        var space = SmoothSpace.space();
        var strategy = create(space, 20);
        for (var index = 0L; index < space.size(); index += 37) {
            var configuration = space.at(index);
            if (configuration.is("order", "column")) {
                strategy.tell(new Observation(configuration, Outcomes.launchRefused()));
            } else if (index % (13 * 37) == 0) {
                strategy.tell(new Observation(configuration, Outcomes.measured(1000)));
            }
        }

        assertThat(strategy.ask(300))
                .filteredOn(configuration -> configuration.is("order", "column"))
                .hasSizeLessThanOrEqualTo(65);
    }

    @Test
    void asksAnotherOrderForAnotherSeed() {
        assertThat(create(SmoothSpace.space(), 1).ask(5))
                .isNotEqualTo(create(SmoothSpace.space(), 2).ask(5));
    }
}
