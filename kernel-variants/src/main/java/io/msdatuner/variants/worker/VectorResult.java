package io.msdatuner.variants.worker;

import io.msdatuner.core.trial.Verification;
import org.jspecify.annotations.Nullable;

/**
 * How a variant did on a reference vector.
 *
 * @param verification its errors, or null if it never came so far
 * @param failure why it has no verification, or null
 */
public record VectorResult(
        @Nullable Verification verification, @Nullable String failure) {}
