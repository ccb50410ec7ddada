package io.msdatuner.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartOrderTest {
    private static Member member(Kernel kernel, int queries) {
        return new Member(kernel, Shape.parse("B=1 Q=%d H=8 C=32 P=4 levels=40x40,20x20".formatted(queries)), 6);
    }

    @Test
    void beginsWithTheLeastWorkAndGoesOnWithTheNearest() {
        var large = member(Kernel.MSDA_FORWARD, 20_000);
        var small = member(Kernel.MSDA_FORWARD, 100);
        var middle = member(Kernel.MSDA_FORWARD, 1_500);

        assertThat(StartOrder.of(List.of(large, small, middle))).containsExactly(small, middle, large);
    }

    @Test
    void keepsKernelsTogetherInTheOrderOfTheSet() {
        var backward = member(Kernel.MSDA_BACKWARD, 100);
        var forward = member(Kernel.MSDA_FORWARD, 100);
        var largeForward = member(Kernel.MSDA_FORWARD, 300);

        assertThat(StartOrder.of(List.of(largeForward, backward, forward)))
                .containsExactly(forward, largeForward, backward);
    }
}
