package io.msdatuner.variants.msda;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.TensorError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MsdaReferenceTest {
    private static final Path VECTORS = Path.of("src", "test", "resources", "vectors");
    private static final Tolerance DOUBLE = new Tolerance(1e-12, 1e-12);

    static Stream<String> vectors() throws IOException {
        return ReferenceVector.names(VECTORS).stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithAutogradInDoublePrecision(String name) throws IOException {
        var vector = ReferenceVector.read(VECTORS, name);
        for (var kernel : Kernel.values()) {
            var computed = new MsdaReference(vector.inputs()).compute(kernel);
            vector.expected(kernel)
                    .forEach((tensor, expected) -> assertThat(DOUBLE.compare(tensor, computed.get(tensor), expected))
                            .matches(TensorError::passes, kernel + " " + tensor));
        }
    }

    @Test
    void givesNothingForLocationsThatAreNotFinite() {
        var shape = Shape.parse("B=1 Q=1 H=1 C=2 P=1 levels=3x3");
        for (var awkward : List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
            for (var axis = 0; axis < 2; axis++) {
                var locations = new float[] {0.4f, 0.6f};
                locations[axis] = awkward;
                assertThat(allTensors(shape, locations).values())
                        .allSatisfy(values -> assertThat(values).containsOnly(0));
            }
        }
    }

    @Test
    void samplesThePixelCentreExactly() {
        var shape = Shape.parse("B=1 Q=1 H=1 C=2 P=1 levels=2x4");
        // x = u * 4 - 0.5 = 1 and y = v * 2 - 0.5 = 1: pixel 1 * 4 + 1, whose channels are 10 and 11.
        var tensors = allTensors(shape, new float[] {1.5f / 4, 1.5f / 2});
        assertThat(tensors.get(Tensor.OUTPUT)).containsExactly(0.5 * 10, 0.5 * 11);
    }

    private static Map<Tensor, double[]> allTensors(Shape shape, float[] locations) {
        var value = new float[Math.toIntExact(shape.valueElements())];
        for (var i = 0; i < value.length; i++) {
            value[i] = i;
        }
        var inputs = new MsdaInputs(shape, value, locations, new float[] {0.5f}, new float[] {1, 2});
        var reference = new MsdaReference(inputs);
        var tensors = reference.compute(Kernel.MSDA_FORWARD);
        tensors.putAll(reference.compute(Kernel.MSDA_BACKWARD));
        return tensors;
    }
}
