package io.msdatuner.core.trial;

import java.util.List;

/**
 * What verification against the reference found. It comes before any timing.
 *
 * @param errors one for each output tensor
 * @param determinism what the variant declares and the runs confirmed
 * @param repeatable false if a variant that declares bitwise repeatability gave different bits on two runs
 */
public record Verification(List<TensorError> errors, Determinism determinism, boolean repeatable) {

    public Verification {
        errors = List.copyOf(errors);
    }

    /** False also if nothing was compared. */
    public boolean passes() {
        return repeatable && !errors.isEmpty() && errors.stream().allMatch(TensorError::passes);
    }

    /** The largest max-norm error over the tensors. */
    public double worstError() {
        return errors.stream().mapToDouble(TensorError::maxNorm).max().orElse(Double.POSITIVE_INFINITY);
    }
}
