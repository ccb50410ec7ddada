package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.SearchStrategyContractTest;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.testkit.Outcomes;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class AutoStrategyTest extends SearchStrategyContractTest {
    private static final int SEEDS = 30;
    /** If both were equally good, this many wins in 30 would come about with a probability of 4.3e-6. */
    private static final int WINS = 27;

    @Override
    protected StrategyProvider provider() {
        return new AutoStrategyProvider();
    }

    /** Seeds 0 to 29; a tie is no win. Sign test with a false-alarm rate of 4.3e-6. */
    @Test
    void findsFasterConfigurationsThanRandomSearchOnASmoothConstrainedSpace() {
        assertThat(SmoothSpace.winsAgainstRandom(provider(), SEEDS)).isGreaterThanOrEqualTo(WINS);
    }

    /** Seeds 0 to 29. If one run in 100 missed it, fewer than 27 would find it with a probability of 2.2e-4. */
    @Test
    void findsTheFastestOfASmoothSpaceWithinEightyMeasurements() {
        assertThat(SmoothSpace.findings(provider(), SEEDS)).isGreaterThanOrEqualTo(WINS);
    }

    /** Seed 20. Of the space a third has the value; a search that ignores failures asks for about as much of it. */
    @Test
    void asksLessForAValueThatFailedWheneverItWasTried() {
        var space = SmoothSpace.space();
        var strategy = create(space, 20);
        for (var index = 0L; index < space.size(); index += 37) {
            var configuration = space.at(index);
            var fails = configuration.is("order", "column");
            strategy.tell(new Observation(configuration, fails ? Outcomes.launchRefused() : Outcomes.measured(1000)));
        }

        assertThat(strategy.ask(60))
                .filteredOn(configuration -> configuration.is("order", "column"))
                .hasSizeLessThanOrEqualTo(6);
    }

    /** Seed 22; long enough that models were learnt anew many times, thinned, and evolution has had its share. */
    @Test
    void goesOnAfterALongCampaignAsIfItHadNeverStopped() {
        var observations = new ArrayList<Observation>();
        var uninterrupted = create(SmoothSpace.space(), 22);
        while (observations.size() < 260) {
            observations.add(step(uninterrupted));
        }
        var resumed = create(SmoothSpace.space(), 22);
        observations.forEach(resumed::tell);

        for (var step = 0; step < 6; step++) {
            assertThat(step(resumed)).isEqualTo(step(uninterrupted));
        }
    }

    private static Observation step(SearchStrategy strategy) {
        var asked = strategy.ask(1).get(0);
        var fails = asked.is("order", "column") && asked.is("threads", "8");
        var outcome = fails ? Outcomes.timedOut() : Outcomes.measured(SmoothSpace.timeNs(asked));
        strategy.tell(new Observation(asked, outcome));
        return new Observation(asked, outcome);
    }
}
