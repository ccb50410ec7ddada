package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.core.space.Configuration;
import org.junit.jupiter.api.Test;

class FailureMemoryTest {
    private final FailureMemory memory = new FailureMemory();

    @Test
    void seesNoRiskBeforeAnythingFailed() {
        memory.add(individual(0, 0), false);

        assertThat(memory.risk(individual(0, 1))).isZero();
    }

    @Test
    void learnsThatAValueFails() {
        for (var other = 0; other < 6; other++) {
            memory.add(individual(1, other), true);
            memory.add(individual(0, other), false);
        }

        assertThat(memory.risk(individual(1, 9))).isCloseTo(0.75, within(1e-9));
        assertThat(memory.risk(individual(0, 9))).isZero();
    }

    @Test
    void learnsThatAPairFailsWhoseValuesDoNot() {
        for (var times = 0; times < 6; times++) {
            memory.add(individual(1, 1), true);
            for (var other = 2; other < 20; other++) {
                memory.add(individual(1, other), false);
                memory.add(individual(other, 1), false);
            }
        }

        assertThat(memory.risk(individual(1, 1))).isCloseTo(0.75, within(1e-9));
        assertThat(memory.risk(individual(1, 2))).isLessThan(0.06);
    }

    private static Individual individual(int... positions) {
        return new Individual(0, Configuration.empty(), positions);
    }
}
