package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinalistsTest {
    private static final Candidate GRID_SAMPLE = Candidate.gridSample();
    private static final Candidate DEFAULT = tile(1);

    @Test
    void areTheBaselinesWhenNothingWasMeasured() {
        var trials = new Trials();
        Outcomes.failuresOfARunner().forEach(failure -> trials.add(Purpose.SEARCH, 2, failure));
        trials.add(Purpose.SEARCH, 3, Outcomes.buildFailed()).addOpen(Purpose.SEARCH, 4);

        assertThat(choose(trials)).containsExactly(GRID_SAMPLE, DEFAULT);
    }

    @Test
    void areTheThreeFastestAndTheBaselines() {
        var trials = new Trials()
                .add(Purpose.SEARCH, 2, Outcomes.measured(400))
                .add(Purpose.SEARCH, 3, Outcomes.measured(100))
                .add(Purpose.SEARCH, 4, Outcomes.measured(300))
                .add(Purpose.SEARCH, 5, Outcomes.measured(200));

        assertThat(choose(trials)).containsExactly(tile(3), tile(5), tile(4), GRID_SAMPLE, DEFAULT);
    }

    @Test
    void includeTheFastestRepeatableOneWhereverItStands() {
        var trials = new Trials()
                .add(Purpose.SEARCH, 2, orderDependent(100))
                .add(Purpose.SEARCH, 3, orderDependent(200))
                .add(Purpose.SEARCH, 4, orderDependent(300))
                .add(Purpose.SEARCH, 5, orderDependent(400))
                .add(Purpose.SEARCH, 6, Outcomes.measured(900))
                .add(Purpose.SEARCH, 7, Outcomes.measured(800));

        assertThat(choose(trials)).containsExactly(tile(2), tile(3), tile(4), tile(7), GRID_SAMPLE, DEFAULT);
    }

    @Test
    void leaveOutWhatWasStoppedEarly() {
        var trials = new Trials()
                .add(Purpose.SEARCH, 2, Outcomes.stoppedEarly(100))
                .add(Purpose.SEARCH, 3, Outcomes.measured(200));

        assertThat(choose(trials)).containsExactly(tile(3), GRID_SAMPLE, DEFAULT);
    }

    @Test
    void standOnceEach() {
        var trials = new Trials()
                .add(Purpose.BASELINE, GRID_SAMPLE, Outcomes.measured(50))
                .add(Purpose.BASELINE, 1, Outcomes.measured(100))
                .add(Purpose.SEARCH, 2, Outcomes.measured(200))
                .add(Purpose.FINAL, 2, Outcomes.measured(150));

        assertThat(Finalists.choose(
                        trials.list(), FinalistsTest::medianNs, List.of(DEFAULT, tile(2)), Trials.baselines()))
                .containsExactly(DEFAULT, tile(2), GRID_SAMPLE);
    }

    @Test
    void includeTheChampions() {
        assertThat(Finalists.choose(List.of(), FinalistsTest::medianNs, List.of(tile(9)), Trials.baselines()))
                .containsExactly(tile(9), GRID_SAMPLE, DEFAULT);
    }

    @Test
    void haveTheFastestTunedMeasuredOneAsWinner() {
        var finals = new Trials()
                .add(Purpose.FINAL, GRID_SAMPLE, Outcomes.measured(10))
                .add(Purpose.FINAL, 2, Outcomes.wrongResult())
                .add(Purpose.FINAL, 3, orderDependent(100))
                .add(Purpose.FINAL, 4, Outcomes.measured(200))
                .add(Purpose.FINAL, 5, Outcomes.measured(300))
                .list();

        assertThat(FinalRound.winner(finals, DeterminismWish.ANY)).contains(finals.get(2));
        assertThat(FinalRound.winner(finals, DeterminismWish.BITWISE)).contains(finals.get(3));
        assertThat(FinalRound.winner(finals.subList(0, 2), DeterminismWish.ANY)).isEmpty();
        assertThat(FinalRound.winner(finals.subList(0, 3), DeterminismWish.BITWISE))
                .isEmpty();
    }

    private static List<Candidate> choose(Trials trials) {
        return Finalists.choose(trials.list(), FinalistsTest::medianNs, List.of(), Trials.baselines());
    }

    private static Candidate tile(int tile) {
        return Candidate.tuned(Trials.tile(tile));
    }

    private static Outcome orderDependent(long medianNs) {
        return Outcomes.measured(medianNs, Determinism.ORDER_DEPENDENT, MeasurementPolicy.search());
    }

    private static double medianNs(Trial trial) {
        return trial.median().orElseThrow().medianNs();
    }
}
