package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.trial.TensorError;
import java.util.function.IntToDoubleFunction;

/**
 * How far from the double-precision reference a float32 result may be, relative to the reference's own scale per tensor;
 * never a share of elements that may be wrong. The limits leave room for float32 coordinates (u*W - 0.5 is off by up to
 * W * 2^-24 pixels) and for sums of thousands of terms, and are hundreds of times smaller than the loss of one of a
 * query's points (docs/decisions/0004-tolerance.md).
 */
public record Tolerance(double maxNorm, double l2) {
    public static final Tolerance FLOAT32 = new Tolerance(1e-4, 2e-5);
    /** Half a unit in the last of 11 bits, 2^-11, and its root mean square over the mantissas, 2^-11 / sqrt(3); see 0004. */
    private static final Tolerance FLOAT16 = new Tolerance(6e-4, 3.1e-4);
    /** The same for 8 bits: 2^-8 and 2^-8 / sqrt(3). */
    private static final Tolerance BFLOAT16 = new Tolerance(4.1e-3, 2.3e-3);

    /** For a tensor that a kernel computes in float32 and writes as the shape's dtype, or as float32. */
    public static Tolerance of(Tensor tensor, DType dtype) {
        if (!tensor.isStored()) {
            return FLOAT32;
        }
        return switch (dtype) {
            case FLOAT32 -> FLOAT32;
            case FLOAT16 -> FLOAT16;
            case BFLOAT16 -> BFLOAT16;
        };
    }

    /**
     * Compares one tensor. An element that is not finite, so also one that was never written to a poisoned buffer, makes
     * the errors infinite. A reference that is zero everywhere allows nothing but zeros.
     */
    public TensorError compare(Tensor tensor, float[] actual, double[] expected) {
        return compare(tensor, i -> actual[i], expected);
    }

    /** As for float32, for a result in double precision. */
    public TensorError compare(Tensor tensor, double[] actual, double[] expected) {
        return compare(tensor, i -> actual[i], expected);
    }

    private TensorError compare(Tensor tensor, IntToDoubleFunction actual, double[] expected) {
        var found = Deviation.of(actual, expected);
        return error(
                tensor, ratio(found.largest(), found.scale()), Math.sqrt(ratio(found.squares(), found.scaleSquares())));
    }

    private TensorError error(Tensor tensor, double maxNormError, double l2Error) {
        return new TensorError(tensor.id(), maxNormError, l2Error, maxNorm, l2);
    }

    private static double ratio(double difference, double scale) {
        if (scale > 0 && difference <= Double.MAX_VALUE) {
            return difference / scale;
        }
        return difference == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
}
