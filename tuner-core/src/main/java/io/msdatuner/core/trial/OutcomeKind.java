package io.msdatuner.core.trial;

import java.util.Arrays;

/** The kinds of outcome as names, for counting and storing. */
public enum OutcomeKind {
    MEASURED("measured"),
    BUILD_FAILED("buildFailed"),
    LAUNCH_REFUSED("launchRefused"),
    WRONG_RESULT("wrongResult"),
    TIMED_OUT("timedOut"),
    WORKER_DIED("workerDied"),
    ABANDONED("abandoned");

    private final String id;

    OutcomeKind(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public static OutcomeKind parse(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome is called " + id));
    }

    static OutcomeKind of(Outcome outcome) {
        if (outcome instanceof Outcome.Measured) {
            return MEASURED;
        } else if (outcome instanceof Outcome.BuildFailed) {
            return BUILD_FAILED;
        } else if (outcome instanceof Outcome.LaunchRefused) {
            return LAUNCH_REFUSED;
        } else if (outcome instanceof Outcome.WrongResult) {
            return WRONG_RESULT;
        } else if (outcome instanceof Outcome.TimedOut) {
            return TIMED_OUT;
        } else if (outcome instanceof Outcome.WorkerDied) {
            return WORKER_DIED;
        }
        return ABANDONED;
    }
}
