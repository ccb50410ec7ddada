package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.search.StrategyProvider;
import org.junit.jupiter.api.Test;

class StrategiesTest {
    @Test
    void listsThemSortedByName() {
        assertThat(Strategies.installed().all())
                .extracting(StrategyProvider::name)
                .containsExactly("auto", "bayesian", "evolutionary", "exhaustive", "local", "random", "transfer");
    }

    @Test
    void findsOneByItsName() {
        assertThat(Strategies.installed().named("random")).isInstanceOf(RandomStrategyProvider.class);
    }

    @Test
    void saysWhichThereAreWhenNoneHasTheName() {
        assertThatThrownBy(() -> Strategies.installed().named("Random"))
                .isInstanceOfSatisfying(InvalidValueException.class, e -> {
                    assertThat(e.field()).isEqualTo("strategy");
                    assertThat(e.value()).isEqualTo("Random");
                    assertThat(e.allowed())
                            .isEqualTo("auto, bayesian, evolutionary, exhaustive, local, random, transfer");
                });
    }
}
