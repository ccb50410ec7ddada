package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.search.Observation;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CampaignResumeTest {
    private static final int BUDGET = 8;
    private static final BuildSlots SLOTS = new BuildSlots(2, true);
    private static final CampaignSpec SPEC = CampaignBench.spec(Budget.ofTrials(BUDGET));

    /** One for each write of an undisturbed campaign. */
    static IntStream writes() throws InterruptedException {
        var bench = bench();
        bench.run(bench.store.start(SPEC));
        return IntStream.range(0, bench.store.writes());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void finishesAfterBeingKilledBeforeAnyWrite(int write) throws InterruptedException {
        var bench = bench();
        var campaign = bench.store.start(SPEC);
        var before = kill(bench, campaign, write);
        bench.run(campaign);

        assertFinishedAsIfUndisturbed(bench, campaign);
        assertThat(bench.trials(campaign))
                .containsAll(before.stream().filter(Trial::isFinished).toList());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void finishesAfterBeingKilledTwice(int write) throws InterruptedException {
        var bench = bench();
        var campaign = bench.store.start(SPEC);
        kill(bench, campaign, write);
        kill(bench, campaign, 3);
        bench.run(campaign);

        assertFinishedAsIfUndisturbed(bench, campaign);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void tellsTheStrategyWhatWasFinishedBefore(int write) throws InterruptedException {
        var bench = bench();
        var campaign = bench.store.start(SPEC);
        kill(bench, campaign, write);
        bench.run(campaign);

        assertThat(withoutAbandoned(bench.strategy.told()))
                .containsExactlyElementsOf(bench.trials(campaign).stream()
                        .filter(trial -> trial.candidate().isTuned() && trial.purpose() != Purpose.FINAL)
                        .map(trial -> new Observation(
                                trial.candidate().configuration(),
                                trial.outcome().orElseThrow()))
                        .filter(observation -> observation.outcome().kind() != OutcomeKind.ABANDONED)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void summarisesTheRoundThatDecided(int write) throws InterruptedException {
        var bench = bench();
        var campaign = bench.store.start(SPEC);
        kill(bench, campaign, write);
        bench.run(campaign);
        var summary = CampaignSummary.of(bench.trials(campaign));
        var evidence = bench.record(campaign, DeterminismWish.ANY).orElseThrow().evidence();

        assertThat(summary.best().orElseThrow().number()).isEqualTo(evidence.trial());
        assertThat(summary.baselines()).isEqualTo(evidence.baselines());
    }

    @Test
    void canBeCancelledBetweenAnyTwoTrialsAndResumed() throws InterruptedException {
        for (var stopAfter = 0; stopAfter <= BUDGET + 2; stopAfter++) {
            var bench = bench();
            var campaign = bench.store.start(SPEC);
            var ended = stopAfter;
            bench.stopRequested = () -> ended(bench, campaign) >= ended;

            assertThat(bench.run(campaign)).isEqualTo(CampaignState.CANCELLED);
            assertThat(bench.trials(campaign)).allMatch(Trial::isFinished);
            assertThat(ended(bench, campaign)).isEqualTo(stopAfter);
            assertThat(bench.record(campaign, DeterminismWish.ANY)).isEmpty();

            bench.stopRequested = () -> false;
            bench.run(campaign);
            assertFinishedAsIfUndisturbed(bench, campaign);
        }
    }

    @Test
    void asksAgainForWhatWasInFlight() throws InterruptedException {
        var bench = bench();
        var campaign = bench.store.start(SPEC);
        kill(bench, campaign, 5);
        var inFlight = bench.trials(campaign).get(2);
        assertThat(inFlight.isFinished()).isFalse();
        bench.run(campaign);

        assertThat(bench.searched(campaign)).extracting(Trial::candidate).contains(inFlight.candidate());
        assertThat(bench.trials(campaign).get(2).outcome().orElseThrow().kind()).isEqualTo(OutcomeKind.ABANDONED);
    }

    @Test
    void measuresWhatWasInFlightBeforeItAsksAgain() throws InterruptedException {
        var bench = bench();
        var campaign = bench.store.start(SPEC);
        kill(bench, campaign, 7);
        var inFlight = candidates(bench.trials(campaign).stream()
                .filter(trial -> !trial.isFinished())
                .toList());
        assertThat(inFlight).isNotEmpty();
        var opened = bench.trials(campaign).size();
        bench.run(campaign);

        assertThat(candidates(bench.trials(campaign)).subList(opened, opened + inFlight.size()))
                .isEqualTo(inFlight);
    }

    private static CampaignBench bench() {
        var bench = new CampaignBench();
        bench.slots = SLOTS;
        return bench;
    }

    /** Kills the campaign before this write and returns what its store then has. */
    private static List<Trial> kill(CampaignBench bench, Campaign campaign, int write) {
        bench.store.dieAfterWrites(write);
        assertThatExceptionOfType(KillableStore.KilledException.class).isThrownBy(() -> bench.run(campaign));
        bench.store.revive();
        return bench.trials(campaign);
    }

    private static void assertFinishedAsIfUndisturbed(CampaignBench bench, Campaign campaign)
            throws InterruptedException {
        var undisturbed = bench();
        var other = undisturbed.store.start(SPEC);
        undisturbed.run(other);

        assertThat(bench.trials(campaign)).allMatch(Trial::isFinished);
        assertThat(candidates(bench.searched(campaign))).isEqualTo(candidates(undisturbed.searched(other)));
        assertThat(bench.trials(campaign, Purpose.BASELINE))
                .filteredOn(Trial::ranToItsEnd)
                .extracting(trial -> trial.baseline().orElseThrow())
                .containsExactly("grid-sample", "default");
        for (var wish : DeterminismWish.values()) {
            assertThat(bench.served(campaign, wish)).isPresent().isEqualTo(undisturbed.served(other, wish));
        }
    }

    private static List<Candidate> candidates(List<Trial> trials) {
        return trials.stream().map(Trial::candidate).toList();
    }

    private static long ended(CampaignBench bench, Campaign campaign) {
        return bench.trials(campaign).stream().filter(Trial::ranToItsEnd).count();
    }

    private static List<Observation> withoutAbandoned(List<Observation> observations) {
        return observations.stream()
                .filter(observation -> observation.outcome().kind() != OutcomeKind.ABANDONED)
                .toList();
    }
}
