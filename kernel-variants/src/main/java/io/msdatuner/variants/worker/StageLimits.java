package io.msdatuner.variants.worker;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.variants.worker.WorkerMessage.Stage;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How long a worker may stay in a stage. Limits grow with the work: a launch is given 200 ns for each sampled point and
 * channel, hundreds of times what a sound variant needs, and the reference 20 ns.
 *
 * @param patience how many times longer a launch may take than on hardware: more than 1 where it is simulated
 * @param launch how long one launch may take; a backend that waits for launches with a time-out takes this
 */
public record StageLimits(Shape shape, @Nullable MeasurementPolicy policy, double patience, Duration launch) {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration WAIT = Duration.ofHours(2);
    private static final Duration LEAST = Duration.ofSeconds(3);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final Duration LEAST_LAUNCH = Duration.ofSeconds(1);
    private static final Duration PREPARATION = Duration.ofSeconds(60);
    private static final double LAUNCH_NS = 200;
    private static final double REFERENCE_NS = 20;
    /** A launch that takes so many times the fastest one is not waited for: whether it hangs or not, it has lost. */
    private static final int HOPELESS = 20;

    private static final Duration LEAST_RACING_LAUNCH = Duration.ofMillis(250);

    public StageLimits(Shape shape, @Nullable MeasurementPolicy policy, double patience) {
        this(
                shape,
                policy,
                patience,
                Duration.ofNanos((long) (patience * LEAST_LAUNCH.toNanos())).plus(work(shape, patience * LAUNCH_NS)));
    }

    /** The same where a variant of that time is known, if times are those of this host. */
    StageLimits racing(OptionalDouble incumbentNs) {
        if (incumbentNs.isEmpty() || patience != 1) {
            return this;
        }
        var hopeless = Duration.ofNanos((long) (HOPELESS * incumbentNs.getAsDouble()));
        var worthwhile = longer(LEAST_RACING_LAUNCH, hopeless);
        return new StageLimits(shape, policy, patience, worthwhile.compareTo(launch) < 0 ? worthwhile : launch);
    }

    Duration of(Stage stage) {
        return switch (stage) {
            case STARTING -> START;
            case PREPARING -> PREPARATION.plus(work(shape, REFERENCE_NS));
            case WAITING -> WAIT;
            case LOADING -> LEAST.plus(work(shape, REFERENCE_NS));
            case VERIFYING -> SLACK.plus(work(shape, REFERENCE_NS)).plus(launch().multipliedBy(2));
            case TIMING -> SLACK.plus(launch().multipliedBy(3)).plus(timing());
        };
    }

    private Duration timing() {
        return policy == null ? Duration.ZERO : policy.maxTime().plus(policy.warmUp());
    }

    private static Duration work(Shape shape, double nsPerPointAndChannel) {
        return Duration.ofNanos((long) (nsPerPointAndChannel * shape.pointCount() * shape.channels()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
