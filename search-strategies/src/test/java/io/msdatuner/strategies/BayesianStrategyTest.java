package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategyContractTest;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.testkit.Outcomes;
import org.junit.jupiter.api.Test;

class BayesianStrategyTest extends SearchStrategyContractTest {
    private static final int SEEDS = 30;
    /** If both were equally good, this many wins in 30 would come about with a probability of 4.3e-6. */
    private static final int WINS = 27;

    @Override
    protected StrategyProvider provider() {
        return new BayesianStrategyProvider();
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

    @Test
    void takesTheToldConfidenceIntervalForFourStandardDeviations() {
        var outcome = Outcomes.measured(1000);
        var median = outcome.median();
        var sample = Bayesian.sample(3, new int[] {1}, outcome);

        assertThat(sample.logTime()).isEqualTo(Math.log(1000));
        assertThat(Math.exp(3.92 * Math.sqrt(sample.variance())))
                .isCloseTo(median.ciHighNs() / median.ciLowNs(), within(1e-9));
        assertThat(Bayesian.sample(3, new int[] {1}, Outcomes.timedOut()).logTime())
                .isNaN();
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
}
