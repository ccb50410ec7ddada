package io.msdatuner.core.testkit;

import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A device on which mishaps befall a share of the runs, by seed: all kinds of {@link Mishap}, and only then each again. It takes time of a clock as a device does, and
 * tells how much; what works and what does not is up to the runner that it wraps, which it owns.
 */
public final class ChaoticRunner implements VariantRunner {
    /** The most that a launch may take here before it counts as hanging. */
    public static final Duration TIME_OUT = Duration.ofSeconds(3);

    private static final Duration START = Duration.ofMillis(350);
    private static final int MOST_SHORTAGE_SECONDS = 30;
    private static final int SICK_SECONDS = 20;
    private static final List<Mishap> MISHAPS = List.of(
            Mishap.WORKER_KILLED,
            Mishap.HOST_STALLED,
            Mishap.LAUNCH_WITHOUT_MEMORY,
            Mishap.PROCESS_POISONED,
            Mishap.DEVICE_POISONED,
            Mishap.DEVICE_SICK,
            Mishap.HOST_WITHOUT_MEMORY,
            Mishap.CLOCK_STEP);

    private final VariantRunner runner;
    private final SettableClock clock;
    private final double slowness;
    private final Duration usualLaunch;
    private final double rate;
    private final SplittableRandom random;
    private final List<Mishap> next = new ArrayList<>();
    private final Map<Mishap, Integer> mishaps = new EnumMap<>(Mishap.class);
    private final Map<MeasurementPolicy, Duration> takenBy = new HashMap<>();
    private Duration deviceTime = Duration.ZERO;
    private boolean started;
    private boolean processPoisoned;
    private boolean devicePoisoned;
    private long sickUntilNanos;
    private long shortUntilNanos;

    /**
     * @param slowness how many times longer a launch occupies the device than its runner says
     * @param usualLaunch how long one does whose time nobody knows, because it failed
     * @param rate the probability of some mishap in a run
     */
    public ChaoticRunner(
            VariantRunner runner, SettableClock clock, double slowness, Duration usualLaunch, double rate, long seed) {
        this.runner = runner;
        this.clock = clock;
        this.slowness = slowness;
        this.usualLaunch = usualLaunch;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        if (clock.nanos() < shortUntilNanos) {
            throw new ShortageException("no memory for a worker");
        }
        if (!started) {
            started = true;
            spend(START);
        }
        var outcome = befallen(random.nextDouble() < rate ? draw() : null, variant, policy, incumbentNs);
        spend(cost(outcome, policy));
        takenBy.merge(policy, cost(outcome, policy), Duration::plus);
        if (outcome instanceof Outcome.WorkerDied || outcome instanceof Outcome.TimedOut) {
            startAfresh();
        }
        return outcome;
    }

    private Mishap draw() {
        if (next.isEmpty()) {
            next.addAll(MISHAPS);
        }
        var mishap = next.remove(random.nextInt(next.size()));
        mishaps.merge(mishap, 1, Integer::sum);
        return mishap;
    }

    private Outcome befallen(
            @Nullable Mishap mishap, BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        if (devicePoisoned || clock.nanos() < sickUntilNanos) {
            return new Outcome.WorkerDied("verifying", "error 507035", "");
        } else if (processPoisoned) {
            return Outcomes.wrongResult();
        } else if (mishap == null) {
            return runner.run(variant, policy, incumbentNs);
        }
        return switch (mishap) {
            case WORKER_KILLED -> new Outcome.WorkerDied("timing", "signal 9", "");
            case HOST_STALLED -> new Outcome.TimedOut("timing", TIME_OUT.toMillis());
            case LAUNCH_WITHOUT_MEMORY -> Outcomes.launchRefused();
            case HOST_WITHOUT_MEMORY -> {
                shortUntilNanos = clock.nanos()
                        + Duration.ofSeconds(1 + random.nextInt(MOST_SHORTAGE_SECONDS))
                                .toNanos();
                started = false;
                throw new ShortageException("the worker ran out of memory");
            }
            default -> {
                var outcome = runner.run(variant, policy, incumbentNs);
                leave(mishap);
                yield outcome;
            }
        };
    }

    private void leave(Mishap mishap) {
        switch (mishap) {
            case PROCESS_POISONED -> processPoisoned = true;
            case DEVICE_POISONED -> devicePoisoned = true;
            case DEVICE_SICK -> {
                devicePoisoned = true;
                sickUntilNanos =
                        clock.nanos() + Duration.ofSeconds(SICK_SECONDS).toNanos();
            }
            default -> clock.jump(Duration.ofHours(random.nextBoolean() ? 1 : -1));
        }
    }

    @Override
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (var variant : variants) {
            outcomes.add(run(variant, policy, OptionalDouble.empty()));
        }
        return outcomes;
    }

    private void spend(Duration time) {
        deviceTime = deviceTime.plus(time);
        clock.advance(time);
    }

    /** The device time in which such an outcome is found: two launches verify, and each block has at least one launch. */
    public Duration cost(Outcome outcome, MeasurementPolicy policy) {
        if (outcome instanceof Outcome.TimedOut late) {
            return Duration.ofMillis(late.limitMs());
        }
        if (!(outcome instanceof Outcome.Measured measured)) {
            return usualLaunch.multipliedBy(2);
        }
        var launch = Duration.ofNanos((long) (slowness * measured.median().medianNs()));
        var verifying = launch.multipliedBy(2);
        var block = launch.compareTo(policy.blockTime()) > 0 ? launch : policy.blockTime();
        return verifying.plus(policy.warmUp()).plus(block.multipliedBy(policy.blocks()));
    }

    /** What the device was occupied with so far, starts of workers included. */
    public Duration deviceTime() {
        return deviceTime;
    }

    /** What of it was measured by a policy. */
    public Duration deviceTime(MeasurementPolicy policy) {
        return takenBy.getOrDefault(policy, Duration.ZERO);
    }

    public Map<Mishap, Integer> mishaps() {
        return Map.copyOf(mishaps);
    }

    @Override
    public void startAfresh() {
        started = false;
        processPoisoned = false;
    }

    @Override
    public void recover() {
        startAfresh();
        devicePoisoned = false;
    }

    @Override
    public void close() {
        runner.close();
    }
}
