package io.msdatuner.core.trial;

import java.util.Locale;

/**
 * How far one output tensor is from the double-precision reference, relative to the reference's own scale.
 *
 * @param tensor {@code output}, {@code gradValue}, {@code gradSamplingLocations} or {@code gradAttentionWeights}
 * @param maxNorm max |x - r| / max |r|; infinite if an element is not finite or was never written
 * @param l2 ||x - r|| / ||r||
 * @param maxNormLimit the largest maxNorm that passes
 * @param l2Limit the largest l2 that passes
 */
public record TensorError(String tensor, double maxNorm, double l2, double maxNormLimit, double l2Limit) {

    public TensorError {
        requireLimit(tensor, maxNormLimit);
        requireLimit(tensor, l2Limit);
    }

    /** False also if an error is NaN. */
    public boolean passes() {
        return maxNorm <= maxNormLimit && l2 <= l2Limit;
    }

    private static void requireLimit(String tensor, double limit) {
        if (!(limit >= 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("an error limit of %s is finite, not %s".formatted(tensor, limit));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: max-norm error %.3g (limit %.3g), L2 error %.3g (limit %.3g)",
                tensor,
                maxNorm,
                maxNormLimit,
                l2,
                l2Limit);
    }
}
