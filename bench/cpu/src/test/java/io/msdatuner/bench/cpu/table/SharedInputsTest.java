package io.msdatuner.bench.cpu.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.variants.msda.InputGenerator;
import io.msdatuner.variants.msda.MsdaReference;
import io.msdatuner.variants.msda.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedInputsTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=40 H=2 C=4 P=3 levels=5x7,3x4");

    @TempDir
    Path folder;

    @Test
    void putsPointsThatAreNotFiniteFarOutside() {
        assertThat(SharedInputs.finite(new float[] {0.5f, 2, Float.NaN, 0.25f, 1, Float.NEGATIVE_INFINITY}))
                .containsExactly(0.5f, 2, -10, -10, -10, -10);
    }

    @Test
    void acceptsTheReferencesOwnResult() throws IOException {
        var inputs = SharedInputs.write(folder, SHAPE);
        writeOutput(0);

        assertThat(inputs.check(Kernel.MSDA_FORWARD)).hasSize(1).allMatch(error -> error.passes());
    }

    @Test
    void refusesAResultWithOneWrongElement() throws IOException {
        var inputs = SharedInputs.write(folder, SHAPE);
        writeOutput(0.1f);

        assertThatThrownBy(() -> inputs.check(Kernel.MSDA_FORWARD)).isInstanceOf(BenchTroubleException.class);
    }

    /** The reference's output, which it computes from the campaigns' inputs, with an error at one element. */
    private void writeOutput(float error) throws IOException {
        var output = Tensor.OUTPUT.in(
                new MsdaReference(InputGenerator.ofCampaigns(SHAPE).generate()).compute(Kernel.MSDA_FORWARD));
        var bytes = ByteBuffer.allocate(output.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var element : output) {
            bytes.putFloat((float) element);
        }
        bytes.putFloat(17 * Float.BYTES, (float) output[17] + error);
        Files.write(folder.resolve("output.f32"), bytes.array());
    }
}
