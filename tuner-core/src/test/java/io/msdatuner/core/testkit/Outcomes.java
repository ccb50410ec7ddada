package io.msdatuner.core.testkit;

import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import java.util.List;

/** Example outcomes of every kind. */
public final class Outcomes {
    /** How many samples {@link #measured} has. */
    public static final int SAMPLES = 9;

    private Outcomes() {}

    /** Bitwise repeatable, with this median. */
    public static Outcome.Measured measured(long medianNs) {
        return measured(medianNs, Determinism.BITWISE_REPEATABLE, MeasurementPolicy.search());
    }

    /** The samples are {@code medianNs - 4} to {@code medianNs + 4}. */
    public static Outcome.Measured measured(long medianNs, Determinism determinism, MeasurementPolicy policy) {
        var samples = new long[SAMPLES];
        for (var i = 0; i < SAMPLES; i++) {
            samples[i] = medianNs + i - SAMPLES / 2;
        }
        return new Outcome.Measured(passing(determinism), new Measurement(samples, 3, false, true, policy));
    }

    /** As {@link #measured(long)}, but its samples are not all that the policy asks for. */
    public static Outcome.Measured stoppedEarly(long medianNs) {
        return new Outcome.Measured(
                passing(Determinism.BITWISE_REPEATABLE),
                new Measurement(new long[] {medianNs}, 1, true, true, MeasurementPolicy.search()));
    }

    public static Verification passing(Determinism determinism) {
        return new Verification(List.of(new TensorError("output", 1e-7, 1e-8, 1e-4, 2e-5)), determinism, true);
    }

    public static Outcome.BuildFailed buildFailed() {
        return new Outcome.BuildFailed("c++ -O3 variant.cpp", "variant.cpp:1: error: expected ';'");
    }

    public static Outcome.LaunchRefused launchRefused() {
        return new Outcome.LaunchRefused("the tile needs 192 KiB of local memory, the device has 64 KiB");
    }

    public static Outcome.WrongResult wrongResult() {
        var error = new TensorError("output", 0.5, 0.25, 1e-4, 2e-5);
        return new Outcome.WrongResult(new Verification(List.of(error), Determinism.BITWISE_REPEATABLE, true));
    }

    public static Outcome.TimedOut timedOut() {
        return new Outcome.TimedOut("verifying", 30_000);
    }

    public static Outcome.WorkerDied workerDied() {
        return new Outcome.WorkerDied("timing", "signal 11 (SIGSEGV)", "# A fatal error has been detected");
    }

    /** Every way in which a runner can report that a variant failed. */
    public static List<Outcome> failuresOfARunner() {
        return List.of(wrongResult(), workerDied(), timedOut(), launchRefused());
    }
}
