package io.msdatuner.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.LongStream;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedianEstimateTest {
    /**
     * Of the samples 1 to n the limits are the ranks themselves. By hand from sums of binomial coefficients: P(X = 0) is
     * 1/64 for n = 6; P(X <= 1) is 11/1024 and P(X <= 2) 56/1024 for n = 10; for n = 25 P(X <= 7) is 0.0216 and P(X <= 8)
     * 0.0539. The table for n = 25 in Hahn and Meeker (A.15) has the same ranks, 8 and 18.
     */
    @ParameterizedTest
    @CsvSource({"1,1,1,1", "2,1.5,1,2", "5,3,1,5", "6,3.5,1,6", "8,4.5,1,8", "9,5,2,8", "10,5.5,2,9", "25,13,8,18"})
    void takesItsLimitsFromTheseRanks(int n, double median, double low, double high) {
        assertThat(MedianEstimate.of(LongStream.rangeClosed(1, n).toArray()))
                .isEqualTo(new MedianEstimate(median, low, high, n));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10, 11, 16, 17, 25, 26, 48, 100, 101, 1000, 5000})
    void coversAtLeast95PercentAndNoWiderThanNeeded(int n) {
        var estimate = MedianEstimate.of(LongStream.rangeClosed(1, n).toArray());
        var binomial = new BinomialDistribution(n, 0.5);
        var lowRank = (int) estimate.ciLowNs();

        assertThat(estimate.ciHighNs()).isEqualTo(n + 1 - lowRank);
        assertThat(1 - 2 * binomial.cumulativeProbability(lowRank - 1)).isGreaterThanOrEqualTo(0.95);
        assertThat(1 - 2 * binomial.cumulativeProbability(lowRank)).isLessThan(0.95);
    }

    /**
     * 4000 experiments with a known median and a skewed distribution, seed 5. The number of misses is binomial with p at
     * most 0.05; more than 275 of them have a probability below 2e-7.
     */
    @ParameterizedTest
    @ValueSource(ints = {6, 10, 25, 48})
    void coversTheTrueMedianOfASkewedDistribution(int n) {
        var random = new Random(5);
        var trueMedian = 1_000_000;
        var misses = 0;
        for (var experiment = 0; experiment < 4000; experiment++) {
            var samples = LongStream.range(0, n)
                    .map(i -> Math.round(trueMedian * Math.exp(random.nextGaussian())))
                    .toArray();
            var estimate = MedianEstimate.of(samples);
            misses += estimate.ciLowNs() <= trueMedian && trueMedian <= estimate.ciHighNs() ? 0 : 1;
        }

        assertThat(misses).isLessThanOrEqualTo(275);
    }

    @Test
    void ignoresTheOrderOfTheSamplesAndLeavesThemAlone() {
        var samples = new long[] {9, 1, 5, 3, 7, 2, 8, 4, 6};

        assertThat(MedianEstimate.of(samples))
                .isEqualTo(MedianEstimate.of(LongStream.rangeClosed(1, 9).toArray()));
        assertThat(samples).containsExactly(9, 1, 5, 3, 7, 2, 8, 4, 6);
    }

    @Test
    void isClearlyFasterOnlyWithoutACommonPoint() {
        var fast = new MedianEstimate(10, 9, 11, 9);

        assertThat(fast.clearlyFasterThan(new MedianEstimate(13, 12, 14, 9))).isTrue();
        assertThat(fast.clearlyFasterThan(new MedianEstimate(13, 11, 14, 9))).isFalse();
        assertThat(fast.clearlyFasterThan(fast)).isFalse();
        assertThat(new MedianEstimate(13, 12, 14, 9).clearlyFasterThan(fast)).isFalse();
    }

    @Test
    void refusesNoSamples() {
        assertThatIllegalArgumentException().isThrownBy(MedianEstimate::of).withMessageContaining("at least one");
    }

    @ParameterizedTest
    @CsvSource({"5,6,7,9", "5,3,4,9", "NaN,1,2,9", "5,NaN,6,9", "5,4,NaN,9", "5,-1,6,9", "5,4,6,0"})
    void refusesWhatIsNoEstimate(double median, double low, double high, int samples) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MedianEstimate(median, low, high, samples))
                .withMessageContaining("no median estimate");
    }

    @Test
    void isAsWideAsItsBlocksAreApart() {
        var twelveBlocks = LongStream.range(0, 120).map(i -> 1_000 + i / 10).toArray();

        assertThat(MedianEstimate.ofBlocks(twelveBlocks, 12)).isEqualTo(new MedianEstimate(1_005.5, 1_002, 1_009, 120));
        assertThat(MedianEstimate.ofBlocks(twelveBlocks, 1)).isEqualTo(MedianEstimate.of(twelveBlocks));
        assertThat(MedianEstimate.ofBlocks(new long[] {1, 1, 9, 9}, 2)).isEqualTo(new MedianEstimate(5, 1, 9, 4));
    }
}
