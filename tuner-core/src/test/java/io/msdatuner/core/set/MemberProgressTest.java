package io.msdatuner.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberProgressTest {
    /** Each begins 10 s after the one before. */
    private static Trial trial(int number, Purpose purpose, int seconds, Outcome outcome) {
        var candidate = Candidate.tuned(Spaces.configuration("tile", number + 1));
        var openedAt = SettableClock.START.plusSeconds(10L * number);
        return Trial.open(number, purpose, candidate, Optional.empty(), openedAt)
                .finish(openedAt.plusSeconds(seconds), outcome, Optional.empty());
    }

    private static final List<Trial> LAST = List.of(
            trial(0, Purpose.BASELINE, 3, Outcomes.measured(500)),
            trial(1, Purpose.SEARCH, 2, Outcomes.measured(900)),
            trial(2, Purpose.SEARCH, 4, Outcomes.buildFailed()),
            trial(3, Purpose.SEARCH, 9, new Outcome.Abandoned("killed")),
            trial(4, Purpose.FINAL, 5, Outcomes.measured(800)));

    @Test
    void tellsSearchFromOverhead() {
        var progress = MemberProgress.of(6, true, List.of(), LAST);

        assertThat(progress.perTrial()).isEqualTo(Duration.ofSeconds(3));
        assertThat(progress.overhead()).isEqualTo(Duration.ofSeconds(8));
        assertThat(progress.started()).isTrue();
        assertThat(progress.open()).isTrue();
    }

    @Test
    void learnsFromSearchTrialsAloneThoseOfBeforeFirst() {
        var known = List.of(trial(7, Purpose.SEARCH, 1, Outcomes.measured(1_000)));
        var progress = MemberProgress.of(6, true, known, LAST);

        assertThat(progress.curve().bestSoFarNs()).containsExactly(1_000, 900, 900);
    }

    @Test
    void isClosedWhenItsLastCampaignSearchedNothing() {
        assertThat(MemberProgress.of(6, true, LAST, LAST.subList(0, 1)).open()).isFalse();
    }
}
