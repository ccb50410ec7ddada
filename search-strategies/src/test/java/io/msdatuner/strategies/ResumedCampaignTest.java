package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.campaign.BuildAhead;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignListener;
import io.msdatuner.core.campaign.CampaignRunner;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignTools;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.testkit.FakeBuilder;
import io.msdatuner.core.testkit.FakeRunner;
import io.msdatuner.core.testkit.InMemoryTuningStore;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A campaign that stopped at any trial and was resumed asks the same as one that did not stop; batches of four, seed 17. */
class ResumedCampaignTest {
    private static final int TRIALS = 40;
    private static final int LONGEST = 10_000;
    private static final Space SPACE = SmoothSpace.space();

    private final SettableClock clock = new SettableClock(SettableClock.START, Duration.ofMillis(1));
    private final InMemoryTuningStore store = new InMemoryTuningStore(clock);

    @ParameterizedTest
    @ValueSource(strings = {"auto", "bayesian", "evolutionary", "exhaustive", "local", "random", "transfer"})
    void asksTheSameAsOneThatDidNotStop(String strategy) throws InterruptedException {
        var undisturbed = start("undisturbed");
        run(undisturbed, strategy, LONGEST);
        for (var runs = 2; runs < TRIALS; runs += 3) {
            var campaign = start("stopped after " + runs);
            var stops = runs;
            assertThatExceptionOfType(DeviceLostException.class).isThrownBy(() -> run(campaign, strategy, stops));
            run(campaign, strategy, LONGEST);

            assertThat(searched(campaign)).isEqualTo(searched(undisturbed));
        }
    }

    @Test
    void doesNotBeginAgainWithWhatWasInFlightAtThreeStops() throws InterruptedException {
        var campaign = start("stopped three times");
        for (var runs : List.of(6, 0, 0)) {
            assertThatExceptionOfType(DeviceLostException.class).isThrownBy(() -> run(campaign, "random", runs));
        }
        var suspects = store.trials(campaign.id()).stream()
                .filter(trial -> trial.purpose() == Purpose.SEARCH && !trial.ranToItsEnd())
                .map(Trial::candidate)
                .toList();
        run(campaign, "random", LONGEST);

        assertThat(suspects).isNotEmpty();
        assertThat(searched(campaign)).hasSizeGreaterThanOrEqualTo(TRIALS).doesNotContainAnyElementsOf(suspects);
    }

    private Campaign start(String sourceDigest) {
        var campaign = store.create(SampleSpecs.of(sourceDigest));
        return store.transition(campaign.id(), CampaignState.RUNNING, Optional.empty());
    }

    private void run(Campaign campaign, String strategy, int runs) throws InterruptedException {
        var problem = new SearchProblem(SPACE, 17, OptionalInt.of(TRIALS));
        try (var builds = new BuildAhead(new FakeBuilder(SPACE), new BuildSlots(2, true))) {
            var tools = new CampaignTools(
                    "",
                    Strategies.installed().named(strategy).create(problem),
                    Baselines.of(SPACE.at(0)),
                    List.of(),
                    builds,
                    new LosingRunner(runs));
            new CampaignRunner(campaign, tools, store, clock, CampaignListener.NONE, () -> enough(campaign)).run();
        }
    }

    private boolean enough(Campaign campaign) {
        return searched(campaign).size() >= TRIALS;
    }

    private List<Candidate> searched(Campaign campaign) {
        return store.trials(campaign.id()).stream()
                .filter(trial -> trial.purpose() == Purpose.SEARCH && trial.ranToItsEnd())
                .map(Trial::candidate)
                .toList();
    }

    private static final class DeviceLostException extends RuntimeException {}

    /** Loses its device after so many runs. */
    private static final class LosingRunner implements VariantRunner {
        private final FakeRunner runner = new FakeRunner(SmoothSpace::timeNs);
        private int left;

        LosingRunner(int runs) {
            this.left = runs;
        }

        @Override
        public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) {
            if (left-- == 0) {
                throw new DeviceLostException();
            }
            return runner.run(variant, policy, incumbentNs);
        }

        @Override
        public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) {
            return runner.compare(variants, policy);
        }

        @Override
        public void close() {
            runner.close();
        }
    }
}
