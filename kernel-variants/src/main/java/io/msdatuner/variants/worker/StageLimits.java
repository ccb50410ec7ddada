package io.msdatuner.variants.worker;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.variants.worker.WorkerMessage.Stage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a worker may stay in a stage. Limits grow with the work: a launch is given 200 ns for each sampled point and
 * channel, hundreds of times what a sound variant needs, and the reference 20 ns.
 *
 * @param patience how many times longer a launch may take than on hardware: more than 1 where it is simulated
 */
public record StageLimits(Shape shape, @Nullable MeasurementPolicy policy, double patience) {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration WAIT = Duration.ofHours(2);
    private static final Duration LEAST = Duration.ofSeconds(3);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final Duration LEAST_LAUNCH = Duration.ofSeconds(1);
    private static final Duration PREPARATION = Duration.ofSeconds(60);
    private static final double LAUNCH_NS = 200;
    private static final double REFERENCE_NS = 20;

    Duration of(Stage stage) {
        return switch (stage) {
            case STARTING -> START;
            case PREPARING -> PREPARATION.plus(work(REFERENCE_NS));
            case WAITING -> WAIT;
            case LOADING -> LEAST.plus(work(REFERENCE_NS));
            case VERIFYING -> SLACK.plus(launch().multipliedBy(2));
            case TIMING -> SLACK.plus(launch().multipliedBy(2)).plus(timing());
        };
    }

    /** How long one launch may take; a backend that waits for launches with a time-out takes this. */
    public Duration launch() {
        return Duration.ofNanos((long) (patience * LEAST_LAUNCH.toNanos())).plus(work(patience * LAUNCH_NS));
    }

    private Duration timing() {
        return policy == null ? Duration.ZERO : policy.maxTime().plus(policy.warmUp());
    }

    private Duration work(double nsPerPointAndChannel) {
        return Duration.ofNanos((long) (nsPerPointAndChannel * shape.pointCount() * shape.channels()));
    }
}
