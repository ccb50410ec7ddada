package io.msdatuner.strategies.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.space.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedSpaceTest {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.compileTime("a", 1, 2, 4), Parameter.compileTime("b", "x", "y"), Parameter.compileTime("c", 7));

    @Test
    void hasExactlyWhatIsListed() {
        var listed = List.of(new int[] {2, 0, 0}, new int[] {0, 1, 0});

        var space = ListedSpace.of(PARAMETERS, listed);

        assertThat(space.size()).isEqualTo(2);
        assertThat(listed).allMatch(positions -> space.indexOf(positions) >= 0);
        assertThat(space.indexOf(new int[] {0, 0, 0})).isNegative();
        assertThat(space.positionsAt(1)).containsExactly(2, 0, 0);
    }

    @Test
    void refusesAPositionThatAParameterLacks() {
        assertThatThrownBy(() -> ListedSpace.of(PARAMETERS, List.of(new int[] {0, 2, 0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b");
    }
}
