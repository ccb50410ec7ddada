package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChipTest {
    @ParameterizedTest
    @CsvSource({
        "Ascend910B1, ASCEND_910B",
        "Ascend910B2, ASCEND_910B",
        "Ascend910B2C, ASCEND_910B",
        "Ascend910B3, ASCEND_910B",
        "Ascend910B4-1, ASCEND_910B",
        "Ascend910B2-sim, ASCEND_910B",
        "Ascend910_9391, ASCEND_A3",
        "Ascend910_9391-sim, ASCEND_A3",
        "Ascend310P3, ASCEND_310P",
        "Ascend950PR_9589, ASCEND_950",
        "Ascend910_9599, ASCEND_950",
        "Ascend910ProB, UNKNOWN",
        "Ascend910B, UNKNOWN"
    })
    void isRecognisedByTheNameOfItsDevice(String socName, Chip chip) {
        assertThat(Chip.named(socName)).isEqualTo(chip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ascend310P3", "Ascend950PR_9589", "Ascend910ProB"})
    void saysWhatItLacksWhereTheKernelsDoNotRun(String socName) {
        var chip = Chip.named(socName);
        assertThat(chip.npuArch()).isEmpty();
        assertThat(chip.refusal(socName))
                .hasValueSatisfying(why -> assertThat(why).startsWith(socName + " is not supported: "));
    }

    @Test
    void hasNothingToRefuseWhereTheyRun() {
        assertThat(Chip.ASCEND_A3.refusal("Ascend910_9391")).isEmpty();
        assertThat(Chip.ASCEND_A3.npuArch()).contains("dav-2201");
    }

    @Test
    void isSimulatedByTheEndOfItsNameAlone() {
        var facts = new NpuFacts(3, "Ascend910B4-sim", 20, 40, 192 << 10, 96 << 20, 32L << 30);
        assertThat(facts.isSimulated()).isTrue();
        assertThat(facts.provenance().id()).isEqualTo("simulated");
        assertThat(facts.deviceClass().name()).isEqualTo("Ascend910B4-sim");
        assertThat(facts.deviceId()).isEqualTo("sim-910b4");
        var real = new NpuFacts(3, "Ascend910B4-1", 20, 40, 192 << 10, 96 << 20, 32L << 30);
        assertThat(real.provenance().id()).isEqualTo("hardware");
        assertThat(real.deviceId()).isEqualTo("ascend3");
    }
}
