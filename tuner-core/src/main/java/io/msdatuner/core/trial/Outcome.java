package io.msdatuner.core.trial;

/** How a trial ends. Only {@link Measured} has a time. */
public sealed interface Outcome {

    /** Verified, then timed. */
    record Measured(Verification verification, Measurement measurement) implements Outcome {
        public Measured {
            if (!verification.passes()) {
                throw new IllegalArgumentException("a wrong result is never timed: " + verification);
            }
        }

        public MedianEstimate median() {
            return measurement.median();
        }
    }

    /**
     * The compiler refused it or took too long.
     *
     * @param command the compiler's command line
     * @param log the last lines that it printed
     */
    record BuildFailed(String command, String log) implements Outcome {}

    /** The artifact was loaded, but refused to run: a launch-time limit, memory, an ABI mismatch. */
    record LaunchRefused(String reason) implements Outcome {}

    /** It ran and its result is outside the tolerance, or differs between two runs although it declares repeatability. */
    record WrongResult(Verification verification) implements Outcome {
        public WrongResult {
            if (verification.passes()) {
                throw new IllegalArgumentException("a result that passes is not wrong: " + verification);
            }
        }
    }

    /**
     * A stage did not end before its deadline; the worker was killed.
     *
     * @param stage what it was doing, for example {@code verifying}
     */
    record TimedOut(String stage, long limitMs) implements Outcome {}

    /**
     * The worker process ended by itself.
     *
     * @param how its exit code or signal in words, for example {@code signal 11 (SIGSEGV)}
     * @param stderrTail the last lines of its standard error
     */
    record WorkerDied(String stage, String how, String stderrTail) implements Outcome {}

    /** Never ran to an end for a reason that is not the variant's: the campaign was cancelled, the tuner was killed. */
    record Abandoned(String reason) implements Outcome {}

    /** The name in SQL, JSON and reports, for example {@code buildFailed}. */
    default OutcomeKind kind() {
        return OutcomeKind.of(this);
    }
}
