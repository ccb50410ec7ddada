package io.msdatuner.core.campaign;

import static io.msdatuner.core.campaign.CampaignBench.DEFAULT;
import static io.msdatuner.core.campaign.CampaignBench.FASTEST;
import static io.msdatuner.core.campaign.CampaignBench.SPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.search.Observation;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.FakeRunner;
import io.msdatuner.core.testkit.FaultyRunner;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.RecordedRunner;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignRunnerTest {
    private final CampaignBench bench = new CampaignBench();

    @Test
    void measuresTheBaselinesFirst() throws InterruptedException {
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(3)));
        bench.run(campaign);

        assertThat(bench.trials(campaign).subList(0, 2))
                .allMatch(trial ->
                        trial.purpose() == Purpose.BASELINE && trial.median().isPresent())
                .extracting(trial -> trial.baseline().orElseThrow())
                .containsExactly("grid-sample", "default");
        assertThat(bench.trials(campaign)).extracting(Trial::purpose).isSorted();
    }

    @Test
    void measuresWarmStartsBeforeItAsksTheStrategyAndOnlyOnce() throws InterruptedException {
        bench.warmStarts = List.of(FASTEST, DEFAULT);
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(3)));
        bench.run(campaign);

        var searched = bench.trials(campaign, Purpose.SEARCH);
        assertThat(searched).hasSize(3);
        assertThat(searched.get(0).candidate()).isEqualTo(Candidate.tuned(FASTEST));
        assertThat(searched).noneMatch(trial -> trial.candidate().equals(Candidate.tuned(DEFAULT)));
        assertThat(bench.strategy.told()).extracting(Observation::configuration).contains(FASTEST);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,1", "7,1", "24,1", "1,3", "5,3", "6,3", "7,3", "13,8"})
    void obeysABudgetInTrialsExactly(int budget, int slots) throws InterruptedException {
        bench.slots = new BuildSlots(slots, slots % 2 == 0);
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(budget)));

        assertThat(bench.run(campaign)).isEqualTo(CampaignState.COMPLETED);
        assertThat(bench.trials(campaign, Purpose.SEARCH)).hasSize(budget).allMatch(Trial::isFinished);
    }

    @Test
    void endsWhenTheSpaceIsSpent() throws InterruptedException {
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(1000)));

        assertThat(bench.run(campaign)).isEqualTo(CampaignState.COMPLETED);
        assertThat(bench.searched(campaign)).hasSize((int) SPACE.size() - 1);
        assertThat(bench.searched(campaign))
                .extracting(trial -> trial.candidate().configuration())
                .doesNotHaveDuplicates()
                .doesNotContain(DEFAULT);
    }

    @Test
    void promotesTheFastestWithItsEvidence() throws InterruptedException {
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(1000)));
        bench.run(campaign);
        var record = bench.record(campaign, DeterminismWish.ANY).orElseThrow();
        var evidence = record.evidence();
        var trial = bench.trials(campaign).get(evidence.trial());

        assertThat(record.configuration()).isEqualTo(FASTEST);
        assertThat(bench.served(campaign, DeterminismWish.BITWISE)).contains(FASTEST);
        assertThat(evidence.campaign()).isEqualTo(campaign.id().value());
        assertThat(evidence.provenance()).isEqualTo(Provenance.SIMULATED);
        assertThat(trial.purpose()).isEqualTo(Purpose.FINAL);
        assertThat(trial.candidate()).isEqualTo(Candidate.tuned(FASTEST));
        assertThat(trial.median()).contains(evidence.median());
        assertThat(trial.artifact()).contains(evidence.artifact());
        assertThat(evidence.median().medianNs()).isEqualTo(CampaignBench.timeNs(FASTEST));
        assertThat(evidence.baselines())
                .hasEntrySatisfying(
                        "grid-sample", median -> assertThat(median.medianNs()).isEqualTo(FakeRunner.GRID_SAMPLE_NS))
                .hasEntrySatisfying(
                        "default", median -> assertThat(median.medianNs()).isEqualTo(CampaignBench.timeNs(DEFAULT)));
    }

    @Test
    void comparesTheTopThreeAndTheBaselinesInOneInterleavedRound() throws InterruptedException {
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(1000)));
        bench.run(campaign);

        assertThat(bench.fake.compared()).hasSize(1);
        assertThat(bench.fake.compared().get(0))
                .hasSize(5)
                .contains(Candidate.gridSample(), Candidate.tuned(DEFAULT), Candidate.tuned(FASTEST));
        assertThat(bench.trials(campaign, Purpose.FINAL))
                .extracting(Trial::candidate)
                .containsExactlyElementsOf(bench.fake.compared().get(0));
    }

    @Test
    void servesTheFastestRepeatableOneBesideAnOrderDependentOne() throws InterruptedException {
        bench.fake = new FakeRunner(
                CampaignBench::timeNs,
                configuration -> configuration.number("threads") == 2 || configuration.number("unroll") == 4);
        bench.runner = bench.fake;
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(1000)));
        bench.run(campaign);
        var bitwise = bench.record(campaign, DeterminismWish.BITWISE).orElseThrow();

        assertThat(bench.served(campaign, DeterminismWish.ANY)).contains(FASTEST);
        assertThat(bitwise.evidence().determinism()).isEqualTo(Determinism.BITWISE_REPEATABLE);
        assertThat(bitwise.configuration())
                .isEqualTo(fastestOf(
                        configuration -> configuration.number("threads") == 1 && configuration.number("unroll") != 4));
    }

    @Test
    void givesTheRunnerTheBestTunedMedianSoFar() throws InterruptedException {
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(campaign);
        var ran = bench.fake.ran();

        assertThat(bench.fake.incumbents().subList(0, 2)).containsOnly(OptionalDouble.empty());
        for (var i = 2; i < ran.size(); i++) {
            var best = ran.subList(1, i).stream()
                    .mapToDouble(candidate -> CampaignBench.timeNs(candidate.configuration()))
                    .min();
            assertThat(bench.fake.incumbents().get(i)).isEqualTo(best);
        }
    }

    @Test
    void tellsTheStrategyEveryTunedTrialButFinals() throws InterruptedException {
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(5)));
        bench.run(campaign);

        assertThat(bench.strategy.told()).hasSize(6);
        assertThat(bench.strategy.told().get(0).configuration()).isEqualTo(DEFAULT);
    }

    @Test
    void startsFromWhatEarlierCampaignsKnow() throws InterruptedException {
        var first = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(first);
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(3)));
        bench.run(second);

        assertThat(bench.searched(second))
                .hasSize(3)
                .extracting(trial -> trial.candidate().configuration())
                .doesNotContainAnyElementsOf(bench.searched(first).stream()
                        .map(trial -> trial.candidate().configuration())
                        .toList());
        assertThat(bench.strategy.told()).hasSize(21 + 1 + 3);
        assertThat(bench.served(second, DeterminismWish.ANY)).contains(FASTEST);
    }

    @Test
    void letsTheChampionDefendItsRecord() throws InterruptedException {
        var slowInSearch = SPACE.at(1);
        bench.runner = new OtherInFinals(bench.fake, configuration -> configuration.equals(slowInSearch) ? 10 : 20);
        var first = bench.store.start(CampaignBench.spec(Budget.ofTrials(3)));
        bench.run(first);
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(second);
        var record = bench.record(second, DeterminismWish.ANY).orElseThrow();

        assertThat(bench.trials(second))
                .filteredOn(trial -> trial.candidate().equals(Candidate.tuned(slowInSearch)))
                .extracting(Trial::purpose)
                .containsExactly(Purpose.FINAL);
        assertThat(record.configuration()).isEqualTo(slowInSearch);
        assertThat(record.evidence().campaign()).isEqualTo(second.id().value());
    }

    @Test
    void dethronesAChampionThatLosesTheFinals() throws InterruptedException {
        bench.runner = new OtherInFinals(bench.fake, configuration -> configuration.equals(SPACE.at(1)) ? 10 : 20);
        bench.run(bench.store.start(CampaignBench.spec(Budget.ofTrials(3))));
        bench.runner = bench.fake;
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(second);

        assertThat(bench.served(second, DeterminismWish.ANY)).contains(FASTEST);
    }

    @Test
    void comparesAWinnerWithTheChampionOnceMoreInAFreshWorkerBeforeItIsServed() throws InterruptedException {
        var champion = SPACE.at(1);
        bench.runner = new OtherInFinals(bench.fake, configuration -> configuration.equals(champion) ? 10 : 20);
        bench.run(bench.store.start(CampaignBench.spec(Budget.ofTrials(3))));
        bench.runner = bench.fake;
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(second);

        assertThat(bench.trials(second, Purpose.CHALLENGE))
                .extracting(Trial::candidate)
                .containsExactly(Candidate.tuned(champion), Candidate.tuned(FASTEST));
        assertThat(bench.fake.freshStarts()).isEqualTo(1);
        assertThat(bench.decisions(second))
                .extracting(Grounds::kind)
                .containsExactly(Grounds.Kind.FIRST, Grounds.Kind.WON);
    }

    @Test
    void keepsTheChampionIfTheWinnerOfTheFinalsIsNotFasterBesideIt() throws InterruptedException {
        var champion = SPACE.at(1);
        var first = bench.store.start(CampaignBench.spec(Budget.ofTrials(3)));
        bench.runner = new OtherInFinals(bench.fake, configuration -> configuration.equals(champion) ? 10 : 20);
        bench.run(first);
        var lucky = new FakeRunner(configuration -> configuration.equals(FASTEST) ? 1_000 : 2_000);
        var honest = new FakeRunner(configuration -> configuration.equals(FASTEST) ? 1_995 : 2_000);
        bench.runner = new OtherAfterwards(lucky, honest);
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(second);

        assertThat(bench.served(second, DeterminismWish.ANY)).contains(champion);
        assertThat(bench.record(second, DeterminismWish.ANY)
                        .orElseThrow()
                        .evidence()
                        .campaign())
                .isEqualTo(first.id().value());
        assertThat(bench.decisions(second))
                .extracting(Grounds::kind)
                .containsExactly(Grounds.Kind.FIRST, Grounds.Kind.KEPT);
    }

    @Test
    void renewsTheEvidenceOfAChampionThatStaysOnAnotherPlatform() throws InterruptedException {
        var champion = SPACE.at(1);
        bench.runner = new OtherInFinals(bench.fake, configuration -> configuration.equals(champion) ? 10 : 20);
        bench.run(bench.store.start(CampaignBench.spec(Budget.ofTrials(3))));
        var lucky = new FakeRunner(configuration -> configuration.equals(FASTEST) ? 1_000 : 2_000);
        var honest = new FakeRunner(configuration -> configuration.equals(FASTEST) ? 1_995 : 2_000);
        bench.runner = new OtherAfterwards(lucky, honest);
        bench.platform = "driver=2";
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(second);

        var record = bench.record(second, DeterminismWish.ANY).orElseThrow();
        assertThat(record.configuration()).isEqualTo(champion);
        assertThat(record.evidence().campaign()).isEqualTo(second.id().value());
        assertThat(record.evidence().platform()).isEqualTo("driver=2");
        assertThat(bench.decisions(second))
                .extracting(Grounds::kind)
                .containsExactly(Grounds.Kind.FIRST, Grounds.Kind.RENEWED);
    }

    @Test
    void replacesAChampionThatDoesNotWorkAnyMore() throws InterruptedException {
        var champion = SPACE.at(1);
        bench.runner = new OtherInFinals(bench.fake, configuration -> configuration.equals(champion) ? 10 : 20);
        bench.run(bench.store.start(CampaignBench.spec(Budget.ofTrials(3))));
        bench.runner = new FaultyRunner(
                bench.fake,
                candidate -> candidate.equals(Candidate.tuned(champion))
                        ? Optional.of(Outcomes.wrongResult())
                        : Optional.empty());
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(second);

        assertThat(bench.served(second, DeterminismWish.ANY)).contains(FASTEST);
        assertThat(bench.decisions(second))
                .extracting(Grounds::kind)
                .containsExactly(Grounds.Kind.FIRST, Grounds.Kind.CHAMPION_FAILED);
    }

    @Test
    void replaysToTheSameTrials() throws InterruptedException {
        var budget = CampaignBench.spec(Budget.ofTrials(12));
        var campaign = bench.store.start(budget);
        bench.run(campaign);
        var again = new CampaignBench();
        var replayed = again.store.start(budget);
        again.runner = RecordedRunner.ofTrials(bench.trials(campaign));
        again.run(replayed);

        assertThat(again.trials(replayed)).isEqualTo(bench.trials(campaign));
        assertThat(again.record(replayed, DeterminismWish.ANY)).isEqualTo(bench.record(campaign, DeterminismWish.ANY));
    }

    @Test
    void tellsItsListenerOfEveryTrialAsTheStoreHasIt() throws InterruptedException {
        var campaign = bench.store.start(CampaignBench.spec(Budget.ofTrials(4)));
        var heard = new ArrayList<Trial>();
        bench.listener = (id, trial) -> {
            assertThat(bench.store.trials(id).get(trial.number())).isEqualTo(trial);
            heard.add(trial);
        };
        bench.run(campaign);

        assertThat(heard)
                .filteredOn(trial -> !trial.isFinished())
                .hasSize(bench.trials(campaign).size());
        assertThat(heard).containsAll(bench.trials(campaign));
    }

    private static Configuration fastestOf(Predicate<Configuration> accepted) {
        return LongStream.range(0, SPACE.size())
                .mapToObj(SPACE::at)
                .filter(accepted)
                .min(Comparator.comparingLong(CampaignBench::timeNs))
                .orElseThrow();
    }

    /** One device until a new worker is asked for, another one then. */
    private static final class OtherAfterwards implements VariantRunner {
        private final VariantRunner afterwards;
        private VariantRunner now;

        OtherAfterwards(VariantRunner before, VariantRunner afterwards) {
            this.now = before;
            this.afterwards = afterwards;
        }

        @Override
        public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
                throws InterruptedException {
            return now.run(variant, policy, incumbentNs);
        }

        @Override
        public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy)
                throws InterruptedException {
            return now.compare(variants, policy);
        }

        @Override
        public void startAfresh() {
            now = afterwards;
        }

        @Override
        public void close() {
            now.close();
        }
    }

    /** Runs alone as one device does, and compares with other times, as on a machine that drifted. */
    private static final class OtherInFinals implements VariantRunner {
        private final VariantRunner alone;
        private final VariantRunner compared;

        OtherInFinals(VariantRunner alone, ToLongFunction<Configuration> comparedNs) {
            this.alone = alone;
            this.compared = new FakeRunner(comparedNs);
        }

        @Override
        public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
                throws InterruptedException {
            return alone.run(variant, policy, incumbentNs);
        }

        @Override
        public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy)
                throws InterruptedException {
            return compared.compare(variants, policy);
        }

        @Override
        public void close() {
            alone.close();
        }
    }
}
