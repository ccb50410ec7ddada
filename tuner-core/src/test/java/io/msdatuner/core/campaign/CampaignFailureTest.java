package io.msdatuner.core.campaign;

import static io.msdatuner.core.campaign.CampaignBench.DEFAULT;
import static io.msdatuner.core.campaign.CampaignBench.FASTEST;
import static io.msdatuner.core.campaign.CampaignBench.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.testkit.FakeBuilder;
import io.msdatuner.core.testkit.FaultyRunner;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignFailureTest {
    private final CampaignBench bench = new CampaignBench();

    static Stream<Outcome> failures() {
        return Outcomes.failuresOfARunner().stream();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void goesOnAfterAVariantThatFailsAndNeverServesIt(Outcome failure) throws InterruptedException {
        bench.runner = FaultyRunner.failing(bench.fake, Map.of(FASTEST, failure));
        var campaign = completed();

        assertThat(bench.searched(campaign)).hasSize((int) SPACE.size() - 1);
        assertThat(outcomesOf(campaign, Candidate.tuned(FASTEST))).containsExactly(failure);
        assertThat(bench.fake.compared().get(0)).doesNotContain(Candidate.tuned(FASTEST));
        assertThat(bench.served(campaign, DeterminismWish.ANY)).isPresent().isNotEqualTo(Optional.of(FASTEST));
        assertThat(bench.served(campaign, DeterminismWish.BITWISE)).isNotEqualTo(Optional.of(FASTEST));
    }

    @Test
    void goesOnAfterAVariantThatCannotBeBuilt() throws InterruptedException {
        bench.builder = new FakeBuilder(SPACE, configuration -> configuration.number("tile") == 2);
        var campaign = completed();

        assertThat(bench.trials(campaign))
                .filteredOn(trial -> trial.candidate().isTuned()
                        && trial.candidate().configuration().number("tile") == 2)
                .hasSize(8)
                .allMatch(trial -> trial.purpose() == Purpose.SEARCH
                        && trial.outcome().orElseThrow().kind() == OutcomeKind.BUILD_FAILED
                        && trial.artifact().isEmpty());
        assertThat(bench.served(campaign, DeterminismWish.ANY).orElseThrow().number("tile"))
                .isNotEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void servesTheFastestThatWorksWhenHalfOfAllFail(long seed) throws InterruptedException {
        var faulty = FaultyRunner.share(bench.fake, 0.5, seed);
        bench.runner = faulty;
        var campaign = completed();
        var working = bench.trials(campaign).stream()
                .filter(trial -> trial.candidate().isTuned() && trial.median().isPresent())
                .toList();

        assertThat(working)
                .isNotEmpty()
                .allMatch(trial -> faulty.faultOf(trial.candidate()).isEmpty());
        assertThat(bench.served(campaign, DeterminismWish.ANY).map(CampaignBench::timeNs))
                .contains(working.stream()
                        .mapToLong(
                                trial -> CampaignBench.timeNs(trial.candidate().configuration()))
                        .min()
                        .orElseThrow());
    }

    @Test
    void visitsTheWholeSpaceAndServesNothingEvenWhenAllFail() throws InterruptedException {
        bench.runner = FaultyRunner.share(bench.fake, 1, 1);
        var campaign = completed();

        assertThat(bench.searched(campaign)).hasSize((int) SPACE.size() - 1);
        assertThat(bench.served(campaign, DeterminismWish.ANY)).isEmpty();
        assertThat(CampaignSummary.of(bench.trials(campaign)).best()).isEmpty();
    }

    @Test
    void goesOnWhenGridSampleFails() throws InterruptedException {
        bench.runner = new FaultyRunner(
                bench.fake, candidate -> candidate.isTuned() ? Optional.empty() : Optional.of(Outcomes.timedOut()));
        var campaign = completed();
        var evidence = bench.record(campaign, DeterminismWish.ANY).orElseThrow().evidence();

        assertThat(bench.served(campaign, DeterminismWish.ANY)).contains(FASTEST);
        assertThat(evidence.baselines()).containsOnlyKeys("default");
    }

    @Test
    void goesOnWhenTheDefaultFails() throws InterruptedException {
        bench.runner = FaultyRunner.failing(bench.fake, Map.of(DEFAULT, Outcomes.workerDied()));
        var campaign = completed();

        assertThat(bench.served(campaign, DeterminismWish.ANY)).contains(FASTEST);
        assertThat(bench.searched(campaign)).hasSize((int) SPACE.size() - 1);
    }

    @Test
    void promotesNothingThatFailsInTheFinals() throws InterruptedException {
        bench.runner = new FailingInFinals();
        var campaign = completed();

        assertThat(outcomesOf(campaign, Candidate.tuned(FASTEST)))
                .extracting(Outcome::kind)
                .containsExactly(OutcomeKind.MEASURED, OutcomeKind.WRONG_RESULT);
        assertThat(bench.served(campaign, DeterminismWish.ANY)).isPresent().isNotEqualTo(Optional.of(FASTEST));
    }

    @Test
    void leavesNoTrialOpenWhenTheDeviceIsInTrouble() {
        bench.runner = new FaultyRunner(bench.fake, candidate -> {
            if (candidate.equals(Candidate.tuned(FASTEST))) {
                throw new IllegalStateException("the device is gone");
            }
            return Optional.empty();
        });
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(1000)));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> bench.run(campaign))
                .withMessage("the device is gone");
        assertThat(bench.trials(campaign)).allMatch(Trial::isFinished);
        assertThat(outcomesOf(campaign, Candidate.tuned(FASTEST)))
                .extracting(Outcome::kind)
                .containsExactly(OutcomeKind.ABANDONED);
    }

    @Test
    void passesOnThatNothingCanBeBuilt() {
        bench.builder = variant -> {
            throw new MissingToolchainException("install g++");
        };
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(5)));

        assertThatExceptionOfType(MissingToolchainException.class).isThrownBy(() -> bench.run(campaign));
        assertThat(bench.trials(campaign)).hasSize(1).allMatch(Trial::isFinished);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        bench.builder = variant -> {
            throw new InterruptedException("while compiling");
        };
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(5)));

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> bench.run(campaign));
        assertThat(bench.trials(campaign)).hasSize(1).allMatch(Trial::isFinished);
    }

    private Campaign completed() throws InterruptedException {
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(1000)));
        assertThat(bench.run(campaign)).isEqualTo(CampaignState.COMPLETED);
        assertThat(bench.trials(campaign)).allMatch(Trial::isFinished);
        return campaign;
    }

    private List<Outcome> outcomesOf(Campaign campaign, Candidate candidate) {
        return bench.trials(campaign).stream()
                .filter(trial -> trial.candidate().equals(candidate))
                .map(trial -> trial.outcome().orElseThrow())
                .toList();
    }

    /** Measures all in the search; from the finals on the fastest gives a wrong result. */
    private final class FailingInFinals implements VariantRunner {
        private VariantRunner inner = bench.fake;

        @Override
        public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
                throws InterruptedException {
            return inner.run(variant, policy, incumbentNs);
        }

        @Override
        public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy)
                throws InterruptedException {
            inner = FaultyRunner.failing(bench.fake, Map.of(FASTEST, Outcomes.wrongResult()));
            return inner.compare(variants, policy);
        }

        @Override
        public void close() {}
    }
}
