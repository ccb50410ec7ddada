package io.msdatuner.bench.cpu.record;

import io.msdatuner.bench.cpu.Journal;
import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The first look: every configuration once and briefly, one that is clearly slower than the fastest so far hardly longer
 * than its verification takes. Tells the fast from the slow, and of the fastest only that they are among them.
 */
final class Screening {
    static final long SEED = 20_261_123;

    /** With a warm-up of several launches of the fast ones: one that was disturbed must not make them look slow. */
    static final MeasurementPolicy POLICY = new MeasurementPolicy(
            CachePolicy.WARM, Duration.ofMillis(15), 4, Duration.ofMillis(5), 100, Duration.ofMillis(200));

    private final Recording recording;
    private final Rig rig;
    private final Journal journal;
    private final int most;

    /** @param most configurations */
    Screening(Recording recording, Rig rig, Journal journal, int most) {
        this.recording = recording;
        this.rig = rig;
        this.journal = journal;
        this.most = most;
    }

    /** Compiles whatever has not been, and measures nothing. False if the time was up first. */
    boolean build(BooleanSupplier timeIsUp) throws InterruptedException {
        for (var index : missing()) {
            if (timeIsUp.getAsBoolean()) {
                return false;
            }
            rig.builder().build(recording.variant(index));
        }
        return true;
    }

    /** False if the time was up before all were measured. */
    boolean measure(BooleanSupplier timeIsUp) throws InterruptedException {
        var fastestNs = times().values().stream()
                .flatMapToDouble(time -> time.medianNs().stream())
                .min();
        for (var index : missing()) {
            if (timeIsUp.getAsBoolean()) {
                return false;
            }
            var time = RecordedTime.of(measure(index, fastestNs));
            journal.put(index.toString(), time.toString());
            fastestNs = faster(fastestNs, time.medianNs());
        }
        return true;
    }

    private Outcome measure(long index, OptionalDouble fastestNs) throws InterruptedException {
        var variant = recording.variant(index);
        var built = rig.builder().build(variant);
        if (built instanceof BuildResult.Built done) {
            return rig.worker(recording.kernel()).run(new BuiltVariant(variant, done.artifact()), POLICY, fastestNs);
        }
        return ((BuildResult.Failed) built).outcome();
    }

    private static OptionalDouble faster(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(Math.min(one.getAsDouble(), other.getAsDouble()))
                : one.isPresent() ? one : other;
    }

    /** What this look has found, by the index in the space. */
    Map<Long, RecordedTime> times() {
        var times = new TreeMap<Long, RecordedTime>();
        journal.entries().forEach((key, time) -> {
            if (RoundKey.parse(key).isEmpty()) {
                times.put(Long.parseLong(key), RecordedTime.parse(time));
            }
        });
        return times;
    }

    private List<Long> missing() {
        var size = recording.space().size();
        return new SplittableRandom(SEED)
                .longs(0, size)
                .distinct()
                .limit(Math.min(most, size))
                .boxed()
                .filter(index -> journal.find(index.toString()).isEmpty())
                .toList();
    }
}
