package io.msdatuner.strategies.recorded;

import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import java.util.List;

/** Outcomes that stand for the entries of a recorded space. Nothing is verified: who recorded it answers for that. */
public final class LookedUp {
    private static final double NS_PER_MS = 1e6;
    private static final Verification TRUSTED =
            new Verification(List.of(new TensorError("output", 0, 0, 0, 0)), Determinism.ORDER_DEPENDENT, true);

    private LookedUp() {}

    /** The time to the nanosecond, as one sample. */
    public static Outcome.Measured measured(double timeMs) {
        var samplesNs = new long[] {Math.round(timeMs * NS_PER_MS)};
        return new Outcome.Measured(TRUSTED, new Measurement(samplesNs, 1, false, true, MeasurementPolicy.search()));
    }

    /** @param error {@code compile} for a refusal by the compiler; anything else is one of the launch */
    public static Outcome failed(String error) {
        return error.equals("compile") ? new Outcome.BuildFailed("recorded", error) : new Outcome.LaunchRefused(error);
    }
}
