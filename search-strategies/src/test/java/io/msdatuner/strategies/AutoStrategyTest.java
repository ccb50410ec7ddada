package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchStrategyContractTest;
import io.msdatuner.core.search.StrategyProvider;

class AutoStrategyTest extends SearchStrategyContractTest {
    @Override
    protected StrategyProvider provider() {
        return new AutoStrategyProvider();
    }
}
