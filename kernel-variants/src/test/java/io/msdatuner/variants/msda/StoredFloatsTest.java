package io.msdatuner.variants.msda;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.DType;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StoredFloatsTest {
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT16", "BFLOAT16"})
    void keepsEveryStoredNumberAsItIs(DType dtype) {
        var words = new short[1 << 16];
        for (var i = 0; i < words.length; i++) {
            words[i] = (short) i;
        }
        var values = StoredFloats.widened(words, dtype);
        var again = StoredFloats.narrowed(values, dtype);
        for (var i = 0; i < words.length; i++) {
            assertThat(Float.isNaN(values[i]) || again[i] == words[i])
                    .as("word %04x is %s", i, values[i])
                    .isTrue();
        }
    }

    @Test
    void knowsTheNumbersOfFloat16() {
        var words = new short[] {0x3c00, (short) 0xc000, 0x7bff, 0x0400, 0x0001, 0x7c00, (short) 0xfc00, 0x7e00};
        assertThat(StoredFloats.widened(words, DType.FLOAT16))
                .containsExactly(
                        1f,
                        -2f,
                        65504f,
                        0x1p-14f,
                        0x1p-24f,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        Float.NaN);
    }

    @Test
    void roundsToTheNearestAndTiesToEven() {
        assertThat(StoredFloats.rounded(
                        new float[] {
                            1 + 0x1p-11f, 1 + 3 * 0x1p-11f, 65519f, 65520f, 0x1p-25f, 3 * 0x1p-25f, -0x1p-26f, 1e-30f
                        },
                        DType.FLOAT16))
                .containsExactly(1f, 1 + 0x1p-9f, 65504f, Float.POSITIVE_INFINITY, 0f, 0x1p-23f, -0f, 0f);
        assertThat(StoredFloats.rounded(new float[] {1 + 0x1p-8f, 1 + 3 * 0x1p-8f, Float.MAX_VALUE}, DType.BFLOAT16))
                .containsExactly(1f, 1 + 0x1p-6f, Float.POSITIVE_INFINITY);
        assertThat(StoredFloats.rounded(new float[] {0.1f}, DType.FLOAT32)).containsExactly(0.1f);
    }

    /** Between neighbours, and no farther from them than half their distance: for 20000 floats of seed 4. */
    @Test
    void isNeverFartherThanHalfAUnit() {
        var random = new SplittableRandom(4);
        for (var i = 0; i < 20_000; i++) {
            var value = (float) ((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-3, 4)));
            var rounded = StoredFloats.rounded(new float[] {value}, DType.FLOAT16)[0];
            assertThat((double) Math.abs(rounded - value))
                    .isLessThanOrEqualTo(Math.max(Math.abs(value) * 0x1p-11, 0x1p-25));
        }
    }
}
