package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendingTest {
    private final SettableClock clock = new SettableClock();

    @Test
    void isBusyForTheUnionOfItsTrials() {
        assertThat(Spending.busyTime(List.of())).isZero();
        assertThat(busySeconds(trial(0, 10))).isEqualTo(10);
        assertThat(busySeconds(trial(0, 10), trial(20, 25))).isEqualTo(15);
        assertThat(busySeconds(trial(0, 10), trial(10, 12))).isEqualTo(12);
        assertThat(busySeconds(trial(0, 10), trial(5, 12), trial(6, 8))).isEqualTo(12);
        assertThat(busySeconds(trial(0, 10), trial(0, 3), trial(0, 10))).isEqualTo(10);
        assertThat(busySeconds(trial(3, 3))).isZero();
    }

    /** Against counting the seconds that any trial covers, for 50 random sets from each seed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isBusyForEverySecondThatAnyTrialCovers(long seed) {
        var random = new Random(seed);
        for (var set = 0; set < 50; set++) {
            var trials = new ArrayList<Trial>();
            var covered = new BitSet();
            for (var i = random.nextInt(8); i >= 0; i--) {
                var from = random.nextInt(60);
                var to = from + random.nextInt(12);
                trials.add(trial(from, to));
                covered.set(from, to);
            }
            Collections.shuffle(trials, random);

            assertThat(Spending.busyTime(trials)).isEqualTo(Duration.ofSeconds(covered.cardinality()));
        }
    }

    @Test
    void isNotBusyWithWhatIsOpenOrWasAbandoned() {
        var open = Trial.open(0, Purpose.SEARCH, Candidate.gridSample(), Optional.empty(), SettableClock.START);
        var abandoned =
                open.finish(SettableClock.START.plusSeconds(86_400), new Outcome.Abandoned("killed"), Optional.empty());

        assertThat(busySeconds(open, abandoned, trial(5, 7))).isEqualTo(2);
    }

    @Test
    void countsOnlySearchTrialsThatRan() {
        var trials = new Trials()
                .add(Purpose.BASELINE, 1, Outcomes.measured(100))
                .add(Purpose.SEARCH, 2, Outcomes.measured(100))
                .add(Purpose.SEARCH, 3, Outcomes.buildFailed())
                .add(Purpose.SEARCH, 4, new Outcome.Abandoned("stopped"))
                .addOpen(Purpose.SEARCH, 5)
                .add(Purpose.FINAL, 2, Outcomes.measured(100))
                .list();

        assertThat(new Spending(Budget.ofTrials(3), clock, trials).trialsLeft()).isEqualTo(1);
        assertThat(new Spending(Budget.ofTrials(1), clock, trials).trialsLeft()).isZero();
        assertThat(new Spending(Budget.ofTime(Duration.ofSeconds(9)), clock, trials).trialsLeft())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void isOverWithTheLastTrial() {
        var spending = new Spending(Budget.ofTrials(2), clock, List.of());
        spending.count(trial(0, 1));
        assertThat(spending.searchIsOver()).isFalse();
        spending.count(trial(1, 2));
        assertThat(spending.searchIsOver()).isTrue();
    }

    @Test
    void isOverAfterFourFifthsOfTheTimeOfAllRunsTogether() {
        var spending = new Spending(Budget.ofTime(Duration.ofSeconds(10)), clock, List.of(trial(0, 5)));
        clock.advance(Duration.ofMillis(2_999));
        assertThat(spending.searchIsOver()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(spending.searchIsOver()).isTrue();
    }

    private static long busySeconds(Trial... trials) {
        return Spending.busyTime(List.of(trials)).toSeconds();
    }

    private static Trial trial(int fromSeconds, int toSeconds) {
        var open = Trial.open(
                0,
                Purpose.SEARCH,
                Candidate.gridSample(),
                Optional.empty(),
                SettableClock.START.plusSeconds(fromSeconds));
        return open.finish(SettableClock.START.plusSeconds(toSeconds), Outcomes.timedOut(), Optional.empty());
    }
}
