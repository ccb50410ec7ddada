package io.msdatuner.api.campaign;

import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import java.util.List;

/** What verification found. An error that is not finite is the text {@code "Infinity"} in JSON. */
public record VerificationResource(
        String determinism, boolean repeatable, double worstError, List<ErrorResource> errors) {

    public record ErrorResource(String tensor, double maxNorm, double l2, double maxNormLimit, double l2Limit) {

        static ErrorResource of(TensorError error) {
            return new ErrorResource(
                    error.tensor(), error.maxNorm(), error.l2(), error.maxNormLimit(), error.l2Limit());
        }
    }

    static VerificationResource of(Verification verification) {
        return new VerificationResource(
                verification.determinism().id(),
                verification.repeatable(),
                verification.worstError(),
                verification.errors().stream().map(ErrorResource::of).toList());
    }
}
