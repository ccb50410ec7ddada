package io.msdatuner.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.transfer.Calibration.Lesson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final double GAIN = -0.4;

    @Test
    void vouchesForNothingWithoutLessons() {
        assertThat(new Calibration(List.of()).mostLogRatio(GAIN, 1)).isPositive();
        assertThat(new Calibration(List.of()).mostLogRegret(1)).isGreaterThan(1);
    }

    @Test
    void trustsForecastsThatCameTrueOften() {
        var trusting = new Calibration(Collections.nCopies(30, new Lesson(GAIN, GAIN, 0.01)));
        assertThat(trusting.mostLogRatio(GAIN, 1)).isBetween(GAIN, GAIN / 2);
        assertThat(trusting.mostLogRegret(1)).isBetween(0.01, 0.1);
    }

    @Test
    void doesNotTrustForecastsThatWereWrongBothWays() {
        var lessons = new ArrayList<Lesson>();
        for (var i = 0; i < 15; i++) {
            lessons.add(new Lesson(GAIN, 0.3, 0.7));
            lessons.add(new Lesson(GAIN, -1.1, 0));
        }
        assertThat(new Calibration(lessons).mostLogRatio(GAIN, 1)).isPositive();
    }

    @Test
    void trustsLessFarFromWhatWasTried() {
        var calibration = new Calibration(Collections.nCopies(30, new Lesson(GAIN, GAIN + 0.05, 0.01)));
        assertThat(calibration.mostLogRatio(GAIN, 3)).isGreaterThan(calibration.mostLogRatio(GAIN, 1));
        assertThat(calibration.mostLogRegret(3)).isGreaterThan(calibration.mostLogRegret(1));
    }

    /** Of 4,000 bounds 5 % should be missed: more than 6.5 % has a probability of 1e-5 (binomial). */
    @Test
    void keepsItsBoundsInNineteenOfTwentyCases() {
        var random = new SplittableRandom(20_261_125);
        var missedRatios = 0;
        var missedRegrets = 0;
        for (var world = 0; world < 4_000; world++) {
            var spread = random.nextDouble(0.05, 0.5);
            var usualRegret = random.nextDouble(0.01, 0.2);
            var lessons = new ArrayList<Lesson>();
            for (var i = 0; i < 16; i++) {
                lessons.add(lesson(random, spread, usualRegret));
            }
            var calibration = new Calibration(lessons);
            var next = lesson(random, spread, usualRegret);
            missedRatios += next.truth() > calibration.mostLogRatio(next.forecast(), 1) ? 1 : 0;
            missedRegrets += next.logRegret() > calibration.mostLogRegret(1) ? 1 : 0;
        }
        assertThat(missedRatios).isBetween(40, 260);
        assertThat(missedRegrets).isBetween(40, 260);
    }

    private static Lesson lesson(SplittableRandom random, double spread, double usualRegret) {
        var forecast = -random.nextDouble(0.1, 0.8);
        return new Lesson(
                forecast,
                forecast * (1 + spread * random.nextGaussian()),
                -usualRegret * Math.log(1 - random.nextDouble()));
    }
}
