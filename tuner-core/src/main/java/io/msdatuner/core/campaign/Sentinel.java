package io.msdatuner.core.campaign;

import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A fixed variant that is measured every now and then, to see the machine drift: then a time says as much of the machine as of
 * the variant, and times of different hours are compared {@linkplain #steadyNs as if} it had not. What it sees is a hint for
 * the search and never a result; finals are interleaved.
 */
final class Sentinel {
    /** Of so much of the time, a reading takes one part at most. */
    private static final int SHARE = 50;
    /** Readings of which the median counts, so that one disturbed reading does not. */
    private static final int READINGS = 3;
    /** What two readings of a steady machine may differ by. */
    private static final double STEADY = 0.05;

    private final VariantRunner runner;
    private final SteadyTime time;
    private final Deque<Double> readings = new ArrayDeque<>();
    private final Map<Trial, Double> slowdowns = new IdentityHashMap<>();
    private @Nullable BuiltVariant variant;
    private double referenceNs;
    private double slowdown = 1;
    private long nextNanos;

    Sentinel(VariantRunner runner, SteadyTime time) {
        this.runner = runner;
        this.time = time;
        this.nextNanos = time.nanos();
    }

    /** Measures this one from now on, if there is no other. */
    void appoint(BuiltVariant candidate) {
        if (variant == null) {
            variant = candidate;
        }
    }

    /** How many times longer a launch takes now than when the campaign began. */
    double slowdown() throws InterruptedException {
        var appointed = variant;
        var before = time.nanos();
        if (appointed != null && before >= nextNanos) {
            read(appointed);
            var after = time.nanos();
            nextNanos = after + SHARE * (after - before);
        }
        return slowdown;
    }

    private void read(BuiltVariant appointed) throws InterruptedException {
        if (runner.run(appointed, MeasurementPolicy.sentinel(), OptionalDouble.empty())
                instanceof Outcome.Measured measured) {
            readings.addLast(measured.median().medianNs());
            if (readings.size() > READINGS) {
                readings.removeFirst();
            }
            if (referenceNs == 0) {
                referenceNs = readings.getLast();
            }
            var ratio = median() / referenceNs;
            slowdown = Math.abs(Math.log(ratio)) < STEADY ? 1 : ratio;
        }
    }

    private double median() {
        var sorted = new ArrayList<>(readings);
        sorted.sort(null);
        return sorted.get(sorted.size() / 2);
    }

    /** Remembers that a trial was measured as the machine is now. */
    void note(Trial trial) {
        slowdowns.put(trial, slowdown);
    }

    /** What the trial's median would have been when the campaign began, in ns. */
    double steadyNs(Trial trial) {
        return trial.median().orElseThrow().medianNs() / slowdowns.getOrDefault(trial, 1.0);
    }
}
