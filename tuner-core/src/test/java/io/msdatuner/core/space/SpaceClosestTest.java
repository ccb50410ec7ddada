package io.msdatuner.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.testkit.Spaces;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpaceClosestTest {
    @Test
    void isTheConfigurationItselfIfThatIsValid() {
        var wanted = Spaces.configuration("tile", 4, "unroll", 4, "threads", 2);

        assertThat(Spaces.constrained().closest(wanted)).isEqualTo(wanted);
    }

    @Test
    void changesAsFewParametersAsPossibleAndLeavesOtherGroupsAlone() {
        var wanted = Spaces.configuration("tile", 8, "unroll", 8, "threads", 2);

        assertThat(Spaces.constrained().closest(wanted))
                .isEqualTo(Spaces.configuration("tile", 2, "unroll", 8, "threads", 2));
    }

    @Test
    void prefersOneLongStepToTwoShortOnesAndAShortStepToALongOne() {
        var valid = List.of(3L, 2L, 11L);
        var space = new Space(
                List.of(Parameter.compileTime("a", 0, 1, 2), Parameter.compileTime("b", 0, 1, 2, 3)),
                List.of(Constraint.of(
                        "only 0 3, 0 2 and 1 1",
                        values -> valid.contains(10 * values.number("a") + values.number("b")),
                        "a",
                        "b")));

        assertThat(space.closest(Spaces.configuration("a", 0, "b", 0))).isEqualTo(Spaces.configuration("a", 0, "b", 2));
        assertThat(space.closest(Spaces.configuration("a", 2, "b", 3))).isEqualTo(Spaces.configuration("a", 0, "b", 3));
    }

    @Test
    void refusesValuesAndParametersThatTheSpaceDoesNotHave() {
        var space = Spaces.independent();

        assertThatThrownBy(() -> space.closest(Spaces.configuration("tile", 3, "chunk", 16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tile=3");
        assertThatThrownBy(() -> space.closest(Spaces.configuration("tile", 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chunk");
    }
}
