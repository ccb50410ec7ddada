package io.msdatuner.core.campaign;

import static io.msdatuner.core.campaign.CampaignBench.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.testkit.FakeRunner;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each run takes a second of the clock, so a budget of 20 s has room for 16 runs before the finals. */
class CampaignTimeBudgetTest {
    private static final int BASELINES = 2;
    private static final int RUNS = 16;
    private static final CampaignSpec SPEC = CampaignBench.spec(Budget.parse("20s"));

    private final CampaignBench bench = new CampaignBench();

    @BeforeEach
    void letEachRunTakeASecond() {
        bench.runner = new Slow();
    }

    /** Also where builds run so far ahead that one batch is more than the time left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 32})
    void leavesAFifthOfTheTimeToTheFinals(int slots) throws InterruptedException {
        bench.slots = new BuildSlots(slots, true);
        var campaign = bench.store.start(SPEC);

        assertThat(bench.run(campaign)).isEqualTo(CampaignState.COMPLETED);
        assertThat(bench.searched(campaign)).hasSize(RUNS - BASELINES);
        assertThat(bench.trials(campaign)).allMatch(Trial::isFinished);
        assertThat(bench.served(campaign, DeterminismWish.ANY)).isPresent();
    }

    @Test
    void abandonsWhatItCannotMeasureBeforeTheFinalsStart() throws InterruptedException {
        bench.slots = new BuildSlots(32, true);
        var campaign = bench.store.start(SPEC);
        bench.run(campaign);
        var abandoned = bench.trials(campaign, Purpose.SEARCH).stream()
                .filter(trial -> !trial.ranToItsEnd())
                .toList();

        assertThat(abandoned).hasSize((int) SPACE.size() - 1 - (RUNS - BASELINES));
        assertThat(bench.trials(campaign, Purpose.FINAL))
                .allSatisfy(last -> assertThat(abandoned)
                        .allMatch(trial -> trial.finishedAt().orElseThrow().isBefore(last.openedAt())));
        assertThat(CampaignSummary.of(bench.trials(campaign)).outcomes())
                .containsEntry(OutcomeKind.ABANDONED, abandoned.size());
    }

    /** The first build of the search fails at once and uses up the time, while others of its batch still run. */
    @Test
    void holdsItsFinalsWhileNothingIsBuilt() throws InterruptedException {
        var running = new AtomicInteger();
        var inner = bench.builder;
        bench.slots = new BuildSlots(4, false);
        bench.builder = variant -> {
            var configuration = variant.candidate().configuration();
            if (configuration.equals(SPACE.at(1))) {
                bench.clock.advance(Duration.ofMinutes(1));
                return new BuildResult.Failed(Outcomes.buildFailed());
            }
            running.incrementAndGet();
            Thread.sleep(SPACE.contains(configuration) && !configuration.equals(CampaignBench.DEFAULT) ? 100 : 0);
            running.decrementAndGet();
            return inner.build(variant);
        };
        bench.runner = new Slow() {
            @Override
            public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) {
                assertThat(running).hasValue(0);
                return super.compare(variants, policy);
            }
        };
        var campaign = bench.store.start(SPEC);

        assertThat(bench.run(campaign)).isEqualTo(CampaignState.COMPLETED);
        assertThat(bench.fake.compared()).hasSize(1);
    }

    @Test
    void countsTheTimeOfEveryRunAndNoneBetweenThem() throws InterruptedException {
        var campaign = bench.store.start(SPEC);
        bench.stopRequested = () -> bench.searched(campaign).size() == 5;
        bench.run(campaign);
        bench.clock.advance(Duration.ofDays(1));
        bench.stopRequested = () -> false;
        bench.run(campaign);

        assertThat(bench.searched(campaign)).hasSize(RUNS - BASELINES);
    }

    @Test
    void doesNotCountTheTimeBetweenAKillAndTheResumption() throws InterruptedException {
        var campaign = bench.store.start(SPEC);
        bench.store.dieAfterWrites(11);
        assertThatExceptionOfType(KillableStore.KilledException.class).isThrownBy(() -> bench.run(campaign));
        bench.store.revive();
        bench.clock.advance(Duration.ofDays(1));
        bench.stopRequested = () -> bench.searched(campaign).size() == 5;
        bench.run(campaign);
        bench.stopRequested = () -> false;
        bench.run(campaign);

        // The run that the kill lost is not paid for.
        assertThat(bench.searched(campaign)).hasSize(RUNS - BASELINES);
        assertThat(CampaignSummary.of(bench.trials(campaign)).busyTime())
                .isBetween(Duration.ofSeconds(RUNS), Duration.ofSeconds(RUNS + 1));
    }

    /** An hour forward and back again, while a run takes a second. */
    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void spendsNoTimeWhenTheClockIsSet(int hours) throws InterruptedException {
        bench.runner = new Slow() {
            @Override
            public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) {
                bench.clock.jump(Duration.ofHours(bench.fake.ran().size() % 2 == 0 ? hours : -hours));
                return super.run(variant, policy, incumbentNs);
            }
        };
        var campaign = bench.store.start(SPEC);
        bench.run(campaign);

        assertThat(bench.searched(campaign)).hasSize(RUNS - BASELINES);
    }

    @Test
    void endsAtWhicheverLimitComesFirst() throws InterruptedException {
        var trials = bench.store.start(CampaignBench.spec(Budget.parse("20s,3")));
        bench.run(trials);
        var time = bench.store.start(CampaignBench.spec(Budget.parse("5s,20")));
        bench.run(time);

        assertThat(bench.searched(trials)).hasSize(3);
        assertThat(bench.searched(time)).hasSize(2);
    }

    @Test
    void measuresWarmStartsAlsoWhenTheBaselinesTookAllTheTime() throws InterruptedException {
        bench.warmStarts = List.of(CampaignBench.FASTEST, SPACE.at(3));
        var campaign = bench.store.start(CampaignBench.spec(Budget.parse("1s")));
        bench.run(campaign);

        assertThat(bench.searched(campaign))
                .extracting(trial -> trial.candidate().configuration())
                .containsExactlyElementsOf(bench.warmStarts);
        assertThat(bench.served(campaign, DeterminismWish.ANY)).contains(CampaignBench.FASTEST);
    }

    private class Slow implements VariantRunner {
        private final FakeRunner fake = bench.fake;

        @Override
        public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) {
            bench.clock.advance(Duration.ofSeconds(1));
            return fake.run(variant, policy, incumbentNs);
        }

        @Override
        public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) {
            return fake.compare(variants, policy);
        }

        @Override
        public void close() {}
    }
}
