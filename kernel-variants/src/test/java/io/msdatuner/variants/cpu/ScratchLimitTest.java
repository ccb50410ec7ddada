package io.msdatuner.variants.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScratchLimitTest {
    @Test
    void isFourGibibytesUnlessTheUserSaysOtherwise() {
        assertThat(ScratchLimit.of(Map.of()).bytes()).isEqualTo(4L << 30);
        assertThat(ScratchLimit.of(Map.of(ScratchLimit.VARIABLE, " 100 ")).bytes())
                .isEqualTo(100L << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "much", "1.5", "99999999999", "9999999999999999999999"})
    void refusesWhatIsNoLimit(String text) {
        assertThatThrownBy(() -> ScratchLimit.of(Map.of(ScratchLimit.VARIABLE, text)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(ScratchLimit.VARIABLE);
    }

    @Test
    void refusesAShapeThatNoConfigurationRunsWithinTheLimit(@TempDir Path folder) {
        var backend = new CpuBackend(folder, Map.of(ScratchLimit.VARIABLE, "1"));
        // Float16 gradients are summed in a float32 copy of value's size.
        var shape = Shape.parse("B=1 Q=10 H=8 C=32 P=4 levels=100x100 dtype=float16");
        assertThat(backend.refusal(
                        Kernel.MSDA_BACKWARD, shape, backend.devices().get(0)))
                .hasValueSatisfying(reason -> assertThat(reason).contains(ScratchLimit.VARIABLE));
        assertThat(backend.refusal(Kernel.MSDA_FORWARD, shape, backend.devices().get(0)))
                .isEmpty();
    }
}
