package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.search.SearchStrategyContractTest;
import io.msdatuner.core.search.StrategyProvider;
import org.junit.jupiter.api.Test;

class LocalStrategyTest extends SearchStrategyContractTest {
    private static final int SEEDS = 30;
    /** If both were equally good, this many wins in 30 would come about with a probability of 4.3e-6. */
    private static final int WINS = 27;

    @Override
    protected StrategyProvider provider() {
        return new LocalStrategyProvider();
    }

    /** Seeds 0 to 29; a tie is no win. Sign test with a false-alarm rate of 4.3e-6. */
    @Test
    void findsFasterConfigurationsThanRandomSearchOnASmoothConstrainedSpace() {
        assertThat(SmoothSpace.winsAgainstRandom(provider(), SEEDS)).isGreaterThanOrEqualTo(WINS);
    }
}
