package io.msdatuner.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinalsForecastTest {
    private static final long MILLISECOND = 1_000_000;
    private static final MeasurementPolicy DECIDING = MeasurementPolicy.deciding();

    private static Trial trial(int number, Purpose purpose, Candidate candidate, int seconds, Outcome outcome) {
        var openedAt = SettableClock.START.plusSeconds(100L * number);
        return Trial.open(number, purpose, candidate, Optional.empty(), openedAt)
                .finish(openedAt.plusSeconds(seconds), outcome, Optional.empty());
    }

    private static Trial baseline(int seconds, long medianNs) {
        return trial(0, Purpose.BASELINE, Candidate.gridSample(), seconds, Outcomes.measured(medianNs));
    }

    private static Trial search(int number, int seconds, Outcome outcome) {
        return trial(number, Purpose.SEARCH, Candidate.tuned(Spaces.configuration("tile", number)), seconds, outcome);
    }

    private static Duration forecast(boolean hasChampion, Trial... trials) {
        return FinalsForecast.of(List.of(trials), DECIDING, MeasurementPolicy.paired(Provenance.HARDWARE), hasChampion);
    }

    /** 30 ms of warm-up, 12 blocks of 40 ms, and the first launch. */
    @Test
    void timesABaselineAgainAsItsFirstTrialTookAndThePolicySays() {
        assertThat(forecast(false, baseline(3, MILLISECOND))).isEqualTo(Duration.ofMillis(3_000 + 30 + 12 * 40 + 1));
    }

    /** A launch of 2 s is timed in three blocks of one launch. */
    @Test
    void timesLongLaunchesInFewBlocks() {
        assertThat(forecast(false, baseline(9, 2_000 * MILLISECOND)))
                .isEqualTo(Duration.ofMillis(9_000 + 30 + 4 * 2_000));
    }

    @Test
    void addsSixFinalistsAsLongAsAUsualTrial() {
        var trials = new Trial[] {
            search(1, 2, Outcomes.measured(MILLISECOND)),
            search(2, 4, Outcomes.measured(3 * MILLISECOND)),
            search(3, 50, Outcomes.timedOut())
        };
        assertThat(forecast(false, trials)).isEqualTo(Duration.ofMillis(6 * (3_000 + 30 + 12 * 40 + 1)));
    }

    @Test
    void addsAChallengeWhereThereIsAChampion() {
        var trial = search(1, 2, Outcomes.measured(MILLISECOND));

        assertThat(forecast(true, trial)).isGreaterThan(forecast(false, trial).plusSeconds(8 * 2));
    }

    @Test
    void knowsNothingBeforeAnythingWasMeasured() {
        assertThat(forecast(true)).isZero();
    }
}
