package io.msdatuner.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.set.StepTime.Part;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.ModelBand;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepTimeTest {
    private static final MedianEstimate FORWARD = new MedianEstimate(100, 90, 120, 9);
    private static final MedianEstimate BACKWARD = new MedianEstimate(300, 280, 310, 9);

    @Test
    void isTheSumOfLaunchesTimesTime() {
        assertThat(StepTime.of(List.of(new Part(6, Optional.of(FORWARD)), new Part(2, Optional.of(BACKWARD)))))
                .contains(new StepTime(1200, 1100, 1340));
    }

    @Test
    void isNotKnownWhileAnyPartIsNot() {
        assertThat(StepTime.of(List.of(new Part(6, Optional.of(FORWARD)), new Part(2, Optional.empty()))))
                .isEmpty();
        assertThat(StepTime.of(List.of())).isEmpty();
    }

    @Test
    void reachesOverTheBandOfTheModelWhereTimesAreSimulated() {
        var simulated = new MedianEstimate(100, 100, 100, 1, Optional.of(new ModelBand(50, 300)));

        assertThat(StepTime.of(List.of(new Part(2, Optional.of(simulated))))).contains(new StepTime(200, 100, 600));
    }

    @Test
    void saysHowManyTimesFasterItIs() {
        assertThat(new StepTime(200, 200, 200).speedupOver(new StepTime(600, 600, 600)))
                .isEqualTo(3);
    }
}
