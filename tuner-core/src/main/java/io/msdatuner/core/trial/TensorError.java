package io.msdatuner.core.trial;

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

    public boolean passes() {
        return maxNorm <= maxNormLimit && l2 <= l2Limit;
    }

    @Override
    public String toString() {
        return "%s: max-norm error %.3g (limit %.3g), L2 error %.3g (limit %.3g)"
                .formatted(tensor, maxNorm, maxNormLimit, l2, l2Limit);
    }
}
