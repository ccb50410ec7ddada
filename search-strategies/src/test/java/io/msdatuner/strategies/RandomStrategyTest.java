package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.search.SearchStrategyContractTest;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.testkit.Spaces;
import java.util.Arrays;
import org.hipparchus.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class RandomStrategyTest extends SearchStrategyContractTest {
    private static final double FALSE_ALARM = 1e-6;

    @Override
    protected StrategyProvider provider() {
        return new RandomStrategyProvider();
    }

    @Test
    void asksAnotherOrderForAnotherSeed() {
        assertThat(create(Spaces.large(), 1).ask(5))
                .isNotEqualTo(create(Spaces.large(), 2).ask(5));
    }

    /** Seeds 0 to 5999; Pearson's chi-squared test raises a false alarm once in a million. */
    @Test
    void drawsEachConfigurationAsOftenAsAnyOtherAtEveryTurn() {
        var space = Spaces.independent();
        var drawn = new long[3][(int) space.size()];
        for (var seed = 0; seed < 6000; seed++) {
            var asked = create(space, seed).ask(drawn.length);
            for (var turn = 0; turn < drawn.length; turn++) {
                drawn[turn][(int) space.indexOf(asked.get(turn))]++;
            }
        }

        var alike = new double[(int) space.size()];
        Arrays.fill(alike, 1);
        for (var turn : drawn) {
            assertThat(new ChiSquareTest().chiSquareTest(alike, turn)).isGreaterThan(FALSE_ALARM);
        }
    }
}
