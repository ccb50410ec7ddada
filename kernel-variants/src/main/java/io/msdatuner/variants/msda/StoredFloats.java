package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.DType;

/**
 * Float16 and bfloat16 as a device stores them: 16 bits, rounded to nearest, ties to even (IEEE 754-2019, 3.6; bfloat16 is
 * the upper half of a float32). Java 17 knows neither.
 */
public final class StoredFloats {
    private static final int INFINITY_16 = 0x7c00;
    private static final int QUIET_NAN_16 = 0x7e00;
    /** 65520, from which on a float16 is infinite, and 2^-14, below which it is subnormal. */
    private static final float LARGE = 65520f;

    private static final float SMALL = 0x1p-14f;

    private StoredFloats() {}

    /** The values that are left when these are stored. */
    public static float[] rounded(float[] values, DType dtype) {
        return dtype == DType.FLOAT32 ? values : widened(narrowed(values, dtype), dtype);
    }

    /** @throws IllegalArgumentException if {@code dtype} is float32 */
    public static short[] narrowed(float[] values, DType dtype) {
        var words = new short[values.length];
        for (var i = 0; i < words.length; i++) {
            words[i] = narrow(values[i], dtype);
        }
        return words;
    }

    /** @throws IllegalArgumentException if {@code dtype} is float32 */
    public static float[] widened(short[] words, DType dtype) {
        var values = new float[words.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = widen(words[i], dtype);
        }
        return values;
    }

    private static short narrow(float value, DType dtype) {
        return (short)
                switch (dtype) {
                    case FLOAT16 -> narrowToFloat16(value);
                    case BFLOAT16 -> narrowToBfloat16(value);
                    case FLOAT32 -> throw notNarrow();
                };
    }

    private static float widen(short word, DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> widenFloat16(word);
            case BFLOAT16 -> Float.intBitsToFloat(word << 16);
            case FLOAT32 -> throw notNarrow();
        };
    }

    private static int narrowToFloat16(float value) {
        var sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        var size = Math.abs(value);
        if (Float.isNaN(value)) {
            return sign | QUIET_NAN_16;
        }
        if (size >= LARGE) {
            return sign | INFINITY_16;
        }
        if (size < SMALL) {
            return sign | (int) Math.rint(size * 0x1p24);
        }
        var bits = Float.floatToRawIntBits(size) - (112 << 23);
        return sign | (bits + 0xfff + (bits >>> 13 & 1)) >>> 13;
    }

    private static float widenFloat16(short word) {
        var exponent = word >>> 10 & 0x1f;
        var mantissa = word & 0x3ff;
        var sign = word < 0 ? -1f : 1f;
        if (exponent == 0x1f) {
            return mantissa == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return sign * (exponent == 0 ? mantissa * 0x1p-24f : Math.scalb(1024f + mantissa, exponent - 25));
    }

    private static int narrowToBfloat16(float value) {
        var bits = Float.floatToRawIntBits(value);
        return Float.isNaN(value) ? bits >>> 16 | 0x40 : bits + 0x7fff + (bits >>> 16 & 1) >>> 16;
    }

    private static IllegalArgumentException notNarrow() {
        return new IllegalArgumentException("float32 is not stored in 16 bits");
    }
}
