package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.hipparchus.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class LazyPermutationTest {
    private static final double FALSE_ALARM = 1e-6;

    @Test
    void givesEachNumberOnceAndThenNoMore() {
        var permutation = new LazyPermutation(1000, new SplittableRandom(1));
        var drawn =
                LongStream.generate(permutation::nextLong).limit(1000).boxed().toList();

        assertThat(drawn).doesNotHaveDuplicates().allMatch(number -> number >= 0 && number < 1000);
        assertThat(permutation.hasNext()).isFalse();
        assertThatThrownBy(permutation::nextLong).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void drawsFromMoreNumbersThanFitIntoMemory() {
        var permutation = new LazyPermutation(Long.MAX_VALUE, new SplittableRandom(2));
        var drawn = new HashSet<Long>();
        for (var i = 0; i < 1000; i++) {
            drawn.add(permutation.nextLong());
        }

        assertThat(drawn).hasSize(1000);
    }

    /** Seed 3; the chi-squared test raises a false alarm once in a million. */
    @Test
    void givesEveryOrderAsOftenAsAnyOther() {
        var random = new SplittableRandom(3);
        var counts = new HashMap<List<Long>, Long>();
        for (var i = 0; i < 12_000; i++) {
            var order = LongStream.generate(new LazyPermutation(4, random)::nextLong)
                    .limit(4);
            counts.merge(order.boxed().toList(), 1L, Long::sum);
        }

        assertThat(counts).hasSize(24);
        var alike = new double[24];
        Arrays.fill(alike, 1);
        var observed = counts.values().stream().mapToLong(Long::longValue).toArray();
        assertThat(new ChiSquareTest().chiSquareTest(alike, observed)).isGreaterThan(FALSE_ALARM);
    }
}
