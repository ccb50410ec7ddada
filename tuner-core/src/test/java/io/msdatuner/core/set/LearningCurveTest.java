package io.msdatuner.core.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
    static LearningCurve of(double... timesNs) {
        return LearningCurve.ofTimes(
                Arrays.stream(timesNs).mapToObj(OptionalDouble::of).toList());
    }

    /** So many trials whose best falls from one time to another, evenly in the logarithm of their number. */
    static LearningCurve falling(int trials, double fromNs, double toNs) {
        return of(IntStream.rangeClosed(1, trials)
                .mapToDouble(n -> fromNs * Math.pow(toNs / fromNs, Math.log(n) / Math.log(trials)))
                .toArray());
    }

    @Test
    void isTheBestTimeSoFar() {
        assertThat(of(5, 7, 3, 4).bestSoFarNs()).containsExactly(5, 5, 3, 3);
        assertThat(of(5, 7, 3, 4).bestNs()).hasValue(3);
    }

    @Test
    void countsTrialsThatWereNotMeasured() {
        var curve =
                LearningCurve.ofTimes(List.of(OptionalDouble.empty(), OptionalDouble.of(8), OptionalDouble.empty()));

        assertThat(curve.bestSoFarNs()).containsExactly(Double.POSITIVE_INFINITY, 8, 8);
        assertThat(curve.trials()).isEqualTo(3);
        assertThat(curve.expectedSavingNs(3)).isPositive();
    }

    @Test
    void expectsNothingWhereNothingWasMeasured() {
        assertThat(of().expectedSavingNs(10)).isZero();
        assertThat(LearningCurve.ofTimes(List.of(OptionalDouble.empty())).expectedSavingNs(10))
                .isZero();
    }

    @Test
    void expectsMoreOfMoreTrialsButEverLess() {
        var curve = falling(64, 2000, 1000);
        var first = curve.expectedSavingNs(64);
        var second = curve.expectedSavingNs(128) - first;

        assertThat(curve.expectedSavingNs(0)).isZero();
        assertThat(first).isPositive();
        assertThat(second).isPositive().isLessThan(first);
    }

    /** The last three quarters fell by half in ln 4, so that e times as many trials are expected to halve less of it. */
    @Test
    void expectsWhatTheLastThreeQuartersShowFaded() {
        var curve = of(2000, 2000, 2000, 2000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000);
        var gained = Math.log(2);
        var foldings = Math.log(16 / 5.0);
        var rate = LearningCurve.FADING
                * (LearningCurve.PRIOR_WEIGHT * LearningCurve.PRIOR_RATE)
                / (LearningCurve.PRIOR_WEIGHT + foldings);
        assertThat(curve.expectedSavingNs(16)).isCloseTo(1000 * (1 - Math.pow(2, -rate)), within(1e-9));

        var later = of(2000, 2000, 2000, 2000, 2000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000);
        var laterRate = LearningCurve.FADING
                * (LearningCurve.PRIOR_WEIGHT * LearningCurve.PRIOR_RATE + gained)
                / (LearningCurve.PRIOR_WEIGHT + foldings);
        assertThat(later.expectedSavingNs(16)).isCloseTo(1000 * (1 - Math.pow(2, -laterRate)), within(1e-9));
    }

    @Test
    void expectsTheSameShareWhateverTheUnit() {
        assertThat(falling(40, 2e6, 1e6).expectedSavingNs(40))
                .isCloseTo(1000 * falling(40, 2e3, 1e3).expectedSavingNs(40), within(1e-3));
    }
}
