package io.msdatuner.core.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignSetSpecTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=40x40,20x20");
    private static final Member FORWARD = new Member(Kernel.MSDA_FORWARD, SHAPE, 6);
    private static final Member BACKWARD = new Member(Kernel.MSDA_BACKWARD, SHAPE, 6);

    private static CampaignSetSpec spec(String budget, Member... members) {
        return new CampaignSetSpec(
                List.of(members), new DeviceClass("cpu-test"), "auto", 0, Budget.parse(budget), Optional.empty());
    }

    @Test
    void takesFiveSecondsForEachMember() {
        assertThat(spec("10s", FORWARD, BACKWARD).members()).hasSize(2);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> spec("9s", FORWARD, BACKWARD))
                .withMessageContaining("at least 10 s for 2");
    }

    @Test
    void takesTrialsWithoutTime() {
        assertThat(spec("3", FORWARD, BACKWARD).budget()).isEqualTo(Budget.ofTrials(3));
    }

    @Test
    void refusesAProblemThatIsNamedTwice() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> spec("1m", FORWARD, new Member(Kernel.MSDA_FORWARD, SHAPE, 1)))
                .withMessageContaining("each kernel and shape once");
    }

    @Test
    void refusesNoMembersAndNoLaunches() {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> spec("1m"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Member(Kernel.MSDA_FORWARD, SHAPE, 0));
    }
}
