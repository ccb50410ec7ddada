package io.msdatuner.variants.worker;

import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Verification;
import org.jspecify.annotations.Nullable;

/**
 * How one variant ended in the worker: refused with a reason; or verified, and timed if it passed and timing was asked for.
 */
record Ending(
        @Nullable String refused,
        @Nullable Verification verification,
        @Nullable Measurement measurement) {

    static Ending refused(String reason) {
        return new Ending(reason, null, null);
    }

    static Ending verified(Verification verification) {
        return new Ending(null, verification, null);
    }

    Ending timed(Measurement taken) {
        return new Ending(null, verification, taken);
    }

    boolean passed() {
        return verification != null && verification.passes();
    }

    Outcome outcome() {
        if (refused != null) {
            return new Outcome.LaunchRefused(refused);
        }
        if (verification == null) {
            throw new IllegalStateException("the worker ended a variant without a verification");
        }
        if (!verification.passes()) {
            return new Outcome.WrongResult(verification);
        }
        if (measurement == null) {
            throw new IllegalStateException("the worker did not time a variant that passed");
        }
        return new Outcome.Measured(verification, measurement);
    }
}
