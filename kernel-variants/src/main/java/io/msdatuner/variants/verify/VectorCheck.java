package io.msdatuner.variants.verify;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.trial.TensorError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One subject on one vector.
 *
 * @param subject {@code reference}, {@code grid-sample}, {@code default} or {@code variant}, with its dtype if not float32
 * @param detail the configuration, or empty
 * @param family the compile-time parameters of a variant with their values; empty for other subjects
 * @param failure why there are no errors to show, or what failed besides them
 */
public record VectorCheck(
        String vector,
        Kernel kernel,
        String subject,
        String detail,
        Map<String, String> family,
        List<TensorError> errors,
        Optional<String> failure) {

    public VectorCheck {
        family = Map.copyOf(family);
        errors = List.copyOf(errors);
    }

    public boolean passes() {
        return failure.isEmpty() && errors.stream().allMatch(TensorError::passes);
    }
}
