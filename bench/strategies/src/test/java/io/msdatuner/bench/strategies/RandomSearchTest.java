package io.msdatuner.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RandomSearchTest {
    private static final double EXACT = 1e-12;

    @Test
    void expectsTheMeanOfOneDrawAndTheOptimumOfAll() {
        var random = new RandomSearch(HandMadeSpaces.of(4, 1, 2, 9));

        assertThat(random.expectedMs(1)).isCloseTo(4, within(EXACT));
        assertThat(random.expectedMs(4)).isCloseTo(1, within(EXACT));
    }

    /** Of the six pairs three hold 1, two more hold 2, and one is 4 and 9. */
    @Test
    void expectsTheMeanOverAllPairsOfTwoDraws() {
        assertThat(new RandomSearch(HandMadeSpaces.of(4, 1, 2, 9)).expectedMs(2))
                .isCloseTo((3 * 1 + 2 * 2 + 4) / 6.0, within(EXACT));
    }

    /** The median of 1 and 3 stands for the draw that fails. */
    @Test
    void countsAFailureAsADraw() {
        var random = new RandomSearch(HandMadeSpaces.of(1, 3, Double.NaN));

        assertThat(random.expectedMs(1)).isCloseTo((1 + 3 + 2) / 3.0, within(EXACT));
        assertThat(random.expectedMs(2)).isCloseTo((1 + 1 + 3) / 3.0, within(EXACT));
    }

    @Test
    void takesTheWindowFromHowFarRandomSearchHasGone() {
        assertThat(new RandomSearch(HandMadeSpaces.of(1, 2, 3, 4)).window()).isEqualTo(50);

        var wide = new RandomSearch(HandMadeSpaces.wide());
        assertThat(500 - wide.expectedMs(wide.window())).isGreaterThan(0);
        assertThat(wide.window()).isBetween(50, 220);
    }

    @Test
    void isZeroForItselfAndOneForTheOptimum() {
        var random = new RandomSearch(HandMadeSpaces.wide());

        assertThat(random.progress(10, random.expectedMs(10))).isZero();
        assertThat(random.progress(10, 1)).isEqualTo(1);
        assertThat(random.progress(10, 1000)).isNegative();
    }
}
