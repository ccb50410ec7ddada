package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulations use fixed seeds, so they never fail by chance. */
class ChallengeTest {
    private static final Candidate CHAMPION = tuned(1);
    private static final Candidate CHALLENGER = tuned(2);
    private static final double CHAMPION_NS = 1e6;
    private static final int CHALLENGES = 4_000;

    @ParameterizedTest(name = "noise {0}, {1} times as fast")
    @CsvSource({"0.01,1.0", "0.03,1.0", "0.10,1.0", "0.03,0.97", "0.01,1.01", "0.03,1.01", "0.10,1.01"})
    void promotesAtMostOneInAHundredThatIsNotFasterThanTheMargin(double noise, double gain)
            throws InterruptedException {
        assertThat(promotions(noise, gain)).isLessThanOrEqualTo(CHALLENGES / 100);
    }

    @ParameterizedTest(name = "noise {0}")
    @CsvSource({"0.005", "0.01", "0.02", "0.03"})
    void promotesAWinOfThreePerCentInAtLeast95OfAHundred(double noise) throws InterruptedException {
        assertThat(promotions(noise, 1.03)).isGreaterThanOrEqualTo(CHALLENGES * 95 / 100);
    }

    private static int promotions(double noise, double gain) throws InterruptedException {
        var random = new Random(7);
        var promoted = 0;
        for (var i = 0; i < CHALLENGES; i++) {
            var machine =
                    new NoisyMachine(Map.of(CHAMPION, CHAMPION_NS, CHALLENGER, CHAMPION_NS / gain), noise, random);
            var grounds = new Challenge(Provenance.HARDWARE, machine).decide(CHAMPION, CHALLENGER);
            promoted += grounds.promotes() ? 1 : 0;
        }
        return promoted;
    }

    @Test
    void endsWithoutADecisionInFavourOfTheChampion() throws InterruptedException {
        var machine = new Scripted(
                (round, candidate) -> measured(round % 5 < 2 && candidate.equals(CHALLENGER) ? 1_100 : 1_050));
        var grounds = new Challenge(Provenance.HARDWARE, machine).decide(CHAMPION, CHALLENGER);

        assertThat(grounds.kind()).isEqualTo(Grounds.Kind.KEPT);
    }

    @Test
    void takesTurnsInWhoIsFirst() throws InterruptedException {
        var machine = new Scripted((round, candidate) -> measured(candidate.equals(CHALLENGER) ? 1_000 : 1_100));
        var grounds = new Challenge(Provenance.HARDWARE, machine).decide(CHAMPION, CHALLENGER);

        assertThat(machine.asked)
                .startsWith(
                        List.of(CHAMPION, CHALLENGER), List.of(CHALLENGER, CHAMPION), List.of(CHAMPION, CHALLENGER));
        assertThat(grounds.kind()).isEqualTo(Grounds.Kind.WON);
        assertThat(grounds.wins()).isEqualTo(grounds.pairs());
        assertThat(grounds.gain()).isEqualTo(1.1);
    }

    @Test
    void comparesTheSameTwoOnlyOnce() throws InterruptedException {
        var machine = new Scripted((round, candidate) -> measured(candidate.equals(CHALLENGER) ? 1_000 : 1_100));
        var challenge = new Challenge(Provenance.HARDWARE, machine);
        var first = challenge.decide(CHAMPION, CHALLENGER);
        var rounds = machine.asked.size();

        assertThat(challenge.decide(CHAMPION, CHALLENGER)).isEqualTo(first);
        assertThat(machine.asked).hasSize(rounds);
    }

    @Test
    void needsOnePairOfASimulatedDevice() throws InterruptedException {
        var machine = new Scripted((round, candidate) -> measured(candidate.equals(CHALLENGER) ? 1_000 : 1_100));
        var grounds = new Challenge(Provenance.SIMULATED, machine).decide(CHAMPION, CHALLENGER);

        assertThat(grounds).isEqualTo(new Grounds(Grounds.Kind.WON, 1, 1, 1.1));
        assertThat(machine.asked).hasSize(1);
    }

    @Test
    void neverPromotesAChallengerThatFails() throws InterruptedException {
        var bothFail = new Scripted((round, candidate) -> Outcomes.workerDied());
        var challengerFails = new Scripted(
                (round, candidate) -> candidate.equals(CHALLENGER) ? Outcomes.timedOut() : measured(1_000));
        var championFails = new Scripted(
                (round, candidate) -> candidate.equals(CHAMPION) ? Outcomes.wrongResult() : measured(1_000));

        assertThat(kind(bothFail)).isEqualTo(Grounds.Kind.KEPT);
        assertThat(kind(challengerFails)).isEqualTo(Grounds.Kind.KEPT);
        assertThat(kind(championFails)).isEqualTo(Grounds.Kind.CHAMPION_FAILED);
    }

    private static Grounds.Kind kind(Scripted machine) throws InterruptedException {
        return new Challenge(Provenance.HARDWARE, machine)
                .decide(CHAMPION, CHALLENGER)
                .kind();
    }

    private static Outcome measured(long medianNs) {
        return Outcomes.measured(medianNs);
    }

    private static Candidate tuned(int tile) {
        return Candidate.tuned(Spaces.configuration("tile", tile));
    }

    /** Answers as a test says, by round and candidate. */
    private static final class Scripted implements Challenge.Comparison {
        private final BiFunction<Integer, Candidate, Outcome> script;
        private final List<List<Candidate>> asked = new ArrayList<>();

        Scripted(BiFunction<Integer, Candidate, Outcome> script) {
            this.script = script;
        }

        @Override
        public List<Trial> of(List<Candidate> candidates, MeasurementPolicy policy) {
            var round = asked.size();
            asked.add(candidates);
            return candidates.stream()
                    .map(candidate -> Trial.open(0, Purpose.CHALLENGE, candidate, Optional.empty(), Instant.EPOCH)
                            .finish(Instant.EPOCH, script.apply(round, candidate), Optional.of("artifact")))
                    .toList();
        }

        @Override
        public void startAfresh() {}
    }
}
