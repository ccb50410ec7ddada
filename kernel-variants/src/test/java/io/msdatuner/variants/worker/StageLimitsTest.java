package io.msdatuner.variants.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.variants.worker.WorkerMessage.Stage;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class StageLimitsTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=22223 H=8 C=32 P=4 levels=100x167,50x84,25x42,13x21");
    private static final StageLimits LIMITS = new StageLimits(SHAPE, MeasurementPolicy.search(), 1);

    @Test
    void growWithTheProblem() {
        var small = new StageLimits(Shape.parse("B=1 Q=5 H=2 C=3 P=2 levels=4x4"), MeasurementPolicy.search(), 1);

        assertThat(small.launch()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_001));
        assertThat(LIMITS.launch()).isGreaterThan(Duration.ofSeconds(15));
    }

    @Test
    void doNotWaitForWhatHasLostAlready() {
        assertThat(LIMITS.racing(OptionalDouble.of(1e6)).launch()).isEqualTo(Duration.ofMillis(250));
        assertThat(LIMITS.racing(OptionalDouble.of(100e6)).launch()).isEqualTo(Duration.ofSeconds(2));
        assertThat(LIMITS.racing(OptionalDouble.of(100e6)).of(Stage.VERIFYING)).isLessThan(LIMITS.of(Stage.VERIFYING));
        assertThat(LIMITS.racing(OptionalDouble.of(1e12))).isEqualTo(LIMITS);
        assertThat(LIMITS.racing(OptionalDouble.empty())).isEqualTo(LIMITS);
    }

    @Test
    void waitForASimulatedDeviceHoweverFastItSaysItIs() {
        var simulated = new StageLimits(SHAPE, MeasurementPolicy.simulated(), 100);

        assertThat(simulated.racing(OptionalDouble.of(1e6))).isEqualTo(simulated);
    }
}
