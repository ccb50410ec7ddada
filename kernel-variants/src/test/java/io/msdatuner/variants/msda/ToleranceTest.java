package io.msdatuner.variants.msda;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.DType;
import org.junit.jupiter.api.Test;

final class ToleranceTest {
    private static final double[] EXPECTED = {1, -4, 0, 2};

    @Test
    void measuresErrorsRelativeToTheTensorsOwnScale() {
        var error = Tolerance.FLOAT32.compare(Tensor.OUTPUT, new float[] {1, -4, 0.5f, 2}, EXPECTED);
        assertThat(error.maxNorm()).isEqualTo(0.5 / 4);
        assertThat(error.l2()).isEqualTo(Math.sqrt(0.25 / 21));
        assertThat(error.passes()).isFalse();
    }

    @Test
    void acceptsAnExactResult() {
        assertThat(Tolerance.FLOAT32
                        .compare(Tensor.OUTPUT, new float[] {1, -4, 0, 2}, EXPECTED)
                        .passes())
                .isTrue();
    }

    @Test
    void refusesWhatIsNotFiniteWhereverItStands() {
        for (var i = 0; i < 4; i++) {
            for (var bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                var actual = new float[] {1, -4, 0, 2};
                actual[i] = bad;
                var error = Tolerance.FLOAT32.compare(Tensor.GRAD_VALUE, actual, EXPECTED);
                assertThat(error.maxNorm()).isInfinite();
                assertThat(error.passes()).isFalse();
            }
        }
    }

    @Test
    void allowsOnlyZerosWhereTheReferenceIsZero() {
        var zero = new double[3];
        assertThat(Tolerance.FLOAT32.compare(Tensor.OUTPUT, new float[3], zero).passes())
                .isTrue();
        assertThat(Tolerance.FLOAT32
                        .compare(Tensor.OUTPUT, new float[] {0, 1e-30f, 0}, zero)
                        .passes())
                .isFalse();
    }

    @Test
    void allowsStoredTensorsHalfAUnitInTheLastPlaceAndOthersNothingMore() {
        assertThat(Tolerance.of(Tensor.OUTPUT, DType.FLOAT16).maxNorm()).isBetween(0x1p-11, 1.3 * 0x1p-11);
        assertThat(Tolerance.of(Tensor.GRAD_VALUE, DType.BFLOAT16).maxNorm()).isBetween(0x1p-8, 1.1 * 0x1p-8);
        for (var dtype : DType.values()) {
            assertThat(Tolerance.of(Tensor.GRAD_ATTENTION_WEIGHTS, dtype)).isEqualTo(Tolerance.FLOAT32);
            assertThat(Tolerance.of(Tensor.GRAD_SAMPLING_LOCATIONS, dtype)).isEqualTo(Tolerance.FLOAT32);
        }
        assertThat(Tolerance.of(Tensor.OUTPUT, DType.FLOAT32)).isEqualTo(Tolerance.FLOAT32);
    }
}
