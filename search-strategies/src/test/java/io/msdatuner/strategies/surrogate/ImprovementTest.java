package io.msdatuner.strategies.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImprovementTest {
    private static final double STEP = 1e-3;

    @ParameterizedTest
    @ValueSource(doubles = {-5, -1.03, 0, 0.51, 3})
    void isTheMeanOfWhatIsBetterUnderStudentsDistribution(double better) {
        assertThat(Improvement.of(5).log(better * 0.2, 0.2))
                .isCloseTo(Math.log(0.2 * integral(new TDistribution(5), better)), within(2e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5, -1.03, 0, 0.51, 3})
    void isThatUnderTheNormalDistributionWithManySamples(double better) {
        assertThat(Improvement.of(200).log(better * 0.2, 0.2))
                .isCloseTo(Math.log(0.2 * integral(new NormalDistribution(), better)), within(2e-3));
    }

    @Test
    void expectsMoreOfFarCandidatesTheFewerSamplesToldTheVariance() {
        assertThat(IntStream.of(2, 4, 10, 30, 59, 60)
                        .mapToDouble(degrees -> -Improvement.of(degrees).log(-4, 1)))
                .isSorted();
    }

    @Test
    void stillComparesWhatIsHopeless() {
        assertThat(Improvement.of(200).log(-11, 1))
                .isFinite()
                .isLessThan(Improvement.of(200).log(-10, 1));
        assertThat(Improvement.of(3).log(-11, 1))
                .isFinite()
                .isLessThan(Improvement.of(3).log(-10, 1));
    }

    /** Of the improvement by at most 400 deviations, by the midpoint rule. */
    private static double integral(RealDistribution standard, double better) {
        return IntStream.range(0, 400_000)
                .mapToDouble(i -> (i + 0.5) * STEP)
                .map(improvement -> improvement * standard.density(improvement - better) * STEP)
                .sum();
    }
}
