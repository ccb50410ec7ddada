package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.search.SearchStrategyContractTest;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.testkit.Spaces;
import org.junit.jupiter.api.Test;

class ExhaustiveStrategyTest extends SearchStrategyContractTest {
    @Override
    protected StrategyProvider provider() {
        return new ExhaustiveStrategyProvider();
    }

    @Test
    void followsTheOrderOfTheSpace() {
        var space = Spaces.constrained();

        assertThat(create(space, 0).ask(3)).containsExactly(space.at(0), space.at(1), space.at(2));
    }
}
