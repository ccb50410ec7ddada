package io.msdatuner.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.msdatuner.core.kernel.Workload.Launch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final Shape SMALL = Shape.parse("B=1 Q=10 H=2 C=8 P=4 levels=8x8");
    private static final Shape LARGE = Shape.parse("B=1 Q=100 H=2 C=8 P=4 levels=80x80");

    @Test
    void listsItsShapesInOrder() {
        var workload = new Workload("w", "two shapes", "a test", List.of(new Launch(LARGE, 6), new Launch(SMALL, 1)));

        assertThat(workload.shapes()).containsExactly(LARGE, SMALL);
    }

    @Test
    void keepsItsOwnCopyOfTheLaunches() {
        var launches = new ArrayList<>(List.of(new Launch(SMALL, 1)));
        var workload = new Workload("w", "one shape", "a test", launches);
        launches.clear();

        assertThat(workload.shapes()).containsExactly(SMALL);
    }

    @Test
    void refusesALaunchThatNeverHappens() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Launch(SMALL, 0))
                .withMessageContaining("at least once");
    }

    @Test
    void refusesAWorkloadWithoutLaunches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Workload("empty", "nothing", "a test", List.of()))
                .withMessageContaining("empty");
    }
}
