package io.msdatuner.bench.cpu.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import org.junit.jupiter.api.Test;

class RooflineTest {
    /** 6 points, 20 pixels of 2 heads, 64 channels: value 2560 numbers, output 3*2*64 = 384. */
    private static final Shape SHAPE = Shape.parse("B=1 Q=3 H=2 C=64 P=1 levels=4x5");

    @Test
    void countsFourPixelsForEachPointAndEveryTensorOnce() {
        var roofline = new Roofline(new Machine(1, 1000, 1e6, 1e12));

        // 6 points * 4 corners * 2 probed pixels; read value and 3 numbers a point; write output.
        assertThat(roofline.boundNs(Kernel.MSDA_FORWARD, SHAPE)).isEqualTo(48 + 1e6 * 4 * (2560 + 18) + 1e12 * 4 * 384);
        assertThat(roofline.boundNs(Kernel.MSDA_BACKWARD, SHAPE))
                .isEqualTo(48 * 1001 + 1e6 * 4 * (2560 + 18 + 384) + 1e12 * 4 * (2560 + 18));
    }

    @Test
    void readsWhatTheProbePrints() {
        assertThat(Machine.parse("gatherNs=0.5\nscatterNs=0.6\nreadNsPerByte=0.01\nwriteNsPerByte=0.02\n"))
                .isEqualTo(new Machine(0.5, 0.6, 0.01, 0.02));
    }

    @Test
    void takesNoProbeThatLacksAFigure() {
        assertThatThrownBy(() -> Machine.parse("gatherNs=0.5\nreadNsPerByte=0.01\nwriteNsPerByte=0.02"))
                .isInstanceOf(BenchTroubleException.class);
    }
}
