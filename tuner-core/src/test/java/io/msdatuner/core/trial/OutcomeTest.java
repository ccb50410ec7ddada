package io.msdatuner.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.Outcomes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1e-4, 2e-5, true",
        "1.1e-4, 0, false",
        "0, 2.1e-5, false",
        "NaN, 0, false",
        "0, NaN, false",
        "NaN, NaN, false",
        "Infinity, 0, false",
        "0, Infinity, false"
    })
    void passesOnlyWithinBothLimits(double maxNorm, double l2, boolean passes) {
        var good = new TensorError("gradValue", 0, 0, 1e-4, 2e-5);
        var other = new TensorError("output", maxNorm, l2, 1e-4, 2e-5);

        assertThat(verification(true, good, other).passes()).isEqualTo(passes);
        assertThat(verification(false, good, other).passes()).isFalse();
    }

    @Test
    void doesNotPassWhenNothingWasCompared() {
        assertThat(verification(true).passes()).isFalse();
        assertThat(verification(true).worstError()).isInfinite();
    }

    @ParameterizedTest
    @CsvSource({"Infinity,1e-5", "1e-4,Infinity", "NaN,1e-5", "1e-4,NaN", "-1,1e-5", "1e-4,-1"})
    void refusesLimitsThatAnythingOrNothingPasses(double maxNormLimit, double l2Limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorError("output", 0, 0, maxNormLimit, l2Limit))
                .withMessageContainingAll("output", "limit");
    }

    @Test
    void tellsTheWorstErrorOfAllTensors() {
        var errors = new ArrayList<>(List.of(
                new TensorError("output", 1e-7, 0, 1e-4, 2e-5), new TensorError("gradValue", 3e-7, 0, 1e-4, 2e-5)));
        var verification = new Verification(errors, Determinism.BITWISE_REPEATABLE, true);
        errors.clear();

        assertThat(verification.worstError()).isEqualTo(3e-7);
    }

    @Test
    void neverTimesAWrongResult() {
        var measurement = Outcomes.measured(100).measurement();
        var wrong = verification(true, new TensorError("output", Double.NaN, 0, 1e-4, 2e-5));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outcome.Measured(wrong, measurement))
                .withMessageContaining("never timed");
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Measured(verification(true), measurement));
    }

    @Test
    void neverCallsAPassingResultWrong() {
        var passing = Outcomes.passing(Determinism.BITWISE_REPEATABLE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outcome.WrongResult(passing))
                .withMessageContaining("not wrong");
    }

    @Test
    void hasOneKindForEachWayToEnd() {
        var outcomes = List.<Outcome>of(
                Outcomes.measured(1_000),
                Outcomes.buildFailed(),
                Outcomes.launchRefused(),
                Outcomes.wrongResult(),
                Outcomes.timedOut(),
                Outcomes.workerDied(),
                new Outcome.Abandoned("stopped"));

        assertThat(outcomes).extracting(Outcome::kind).containsExactly(OutcomeKind.values());
        assertThat(Outcome.class.getPermittedSubclasses()).hasSize(OutcomeKind.values().length);
    }

    @Test
    void keepsTheNamesThatAreStored() {
        assertThat(List.of(OutcomeKind.values()))
                .extracting(OutcomeKind::id)
                .containsExactly(
                        "measured",
                        "buildFailed",
                        "launchRefused",
                        "wrongResult",
                        "timedOut",
                        "workerDied",
                        "abandoned");
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheNameOfAKind(OutcomeKind kind) {
        assertThat(OutcomeKind.parse(kind.id())).isSameAs(kind);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeKind.parse(kind.name()))
                .withMessageContaining(kind.name());
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheNameOfADeterminism(Determinism determinism) {
        assertThat(Determinism.parse(determinism.id())).isSameAs(determinism);
        assertThatIllegalArgumentException().isThrownBy(() -> Determinism.parse(determinism.name()));
    }

    @Test
    void finishesATrialOnce() {
        var open = trial(Optional.empty(), Optional.empty());
        var finished = open.finish(NOW.plusSeconds(1), Outcomes.measured(1_000), Optional.of("digest"));

        assertThat(open.isFinished()).isFalse();
        assertThat(finished.isFinished()).isTrue();
        assertThat(finished.median().orElseThrow().medianNs()).isEqualTo(1_000);
        assertThat(finished.finishedAt()).contains(NOW.plusSeconds(1));
        assertThat(finished.artifact()).contains("digest");
        assertThatIllegalStateException()
                .isThrownBy(() -> finished.finish(NOW, Outcomes.timedOut(), Optional.empty()))
                .withMessage("trial 3 is finished and never changes");
    }

    @Test
    void hasATimeOnlyWhenItWasMeasured() {
        for (var failure : Outcomes.failuresOfARunner()) {
            var trial = trial(Optional.of(NOW), Optional.of(failure));

            assertThat(trial.median()).isEmpty();
            assertThat(trial.measured()).isEmpty();
        }
    }

    @Test
    void isFinishedExactlyWithAnOutcome() {
        assertThatIllegalArgumentException().isThrownBy(() -> trial(Optional.of(NOW), Optional.empty()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> trial(Optional.empty(), Optional.of(Outcomes.timedOut())))
                .withMessageContaining("trial 3");
    }

    private static Verification verification(boolean repeatable, TensorError... errors) {
        return new Verification(List.of(errors), Determinism.BITWISE_REPEATABLE, repeatable);
    }

    private static Trial trial(Optional<Instant> finishedAt, Optional<Outcome> outcome) {
        var candidate = Candidate.tuned(Configuration.empty());
        return new Trial(3, Purpose.SEARCH, candidate, Optional.empty(), NOW, finishedAt, outcome, Optional.empty());
    }
}
