package io.msdatuner.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void placesValuesBetweenItsEndsAndThoseBeyondAtThem() {
        var axis = new Axis(10, 20, 200, 100);

        assertThat(axis.at(10)).isEqualTo(200);
        assertThat(axis.at(12.5)).isEqualTo(175);
        assertThat(axis.at(99)).isEqualTo(100);
        assertThat(axis.at(-1)).isEqualTo(200);
    }

    @Test
    void hasRoundTicks() {
        assertThat(new Axis(0, 97, 0, 1).ticks(5)).containsExactly(0, 20, 40, 60, 80);
        assertThat(new Axis(912_345, 1_480_000, 0, 1).ticks(4))
                .containsExactly(1_000_000, 1_100_000, 1_200_000, 1_300_000, 1_400_000);
        assertThat(new Axis(0, 1, 0, 1).ticks(4))
                .containsExactly(new double[] {0, 0.2, 0.4, 0.6, 0.8, 1}, within(1e-9));
    }

    @Test
    void needsTwoDifferentEnds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Axis(1, 1, 0, 1));
    }
}
