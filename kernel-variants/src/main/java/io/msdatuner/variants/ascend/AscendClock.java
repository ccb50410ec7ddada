package io.msdatuner.variants.ascend;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.ModelBand;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes device times. On an NPU many launches go between two events, so that what is timed is longer than the events are
 * coarse, and the core clock, which is low after a pause, is brought up by launches that are not counted. A simulated
 * device needs neither: its times are exact.
 */
final class AscendClock implements AutoCloseable {
    /** A batch between two events is at least this long (public autotuners of Ascend find shorter ones noisy). */
    private static final double BATCH_NS = 1e6;

    private static final int MOST_PER_BATCH = 1_000;
    /** After a pause of this length the device may have lowered its clock. */
    private static final long PAUSE_NS = 20_000_000;
    /** Device time of uncounted launches that bring it up again. */
    private static final double BRING_UP_NS = 50e6;

    private final AclDevice device;
    private final long l2Bytes;
    private final boolean simulated;
    private final Duration launchLimit;
    private @Nullable AclBuffer flush;
    private long lastUseNs;
    private boolean used;

    /**
     * @param l2Bytes the size of the device's L2 cache
     * @param launchLimit a batch that takes longer hangs
     */
    AscendClock(AclDevice device, long l2Bytes, boolean simulated, Duration launchLimit) {
        this.device = device;
        this.l2Bytes = l2Bytes;
        this.simulated = simulated;
        this.launchLimit = launchLimit;
    }

    /** Puts launches of one variant on the device's stream. */
    @FunctionalInterface
    interface Launches {
        void enqueue(int count);
    }

    AclDevice device() {
        return device;
    }

    void run(Launches launches) {
        device.run(() -> launches.enqueue(1), launchLimit);
        noteUse();
    }

    /** As many samples of the device time of one launch in ns. */
    long[] time(Launches launches, int samples, CachePolicy cache) {
        bringUp(launches);
        var perBatch = cache == CachePolicy.COLD ? 1 : launchesPerBatch(launches);
        var samplesNs = new long[samples];
        for (var i = 0; i < samples; i++) {
            if (cache == CachePolicy.COLD) {
                flushL2();
            }
            samplesNs[i] = Math.round(timeNs(launches, perBatch) / perBatch);
        }
        return samplesNs;
    }

    /** How far the last sample may be off, where a model gave it. */
    Optional<ModelBand> band() {
        return simulated ? Optional.of(device.band()) : Optional.empty();
    }

    private void bringUp(Launches launches) {
        if (simulated || (used && System.nanoTime() - lastUseNs < PAUSE_NS)) {
            return;
        }
        var spentNs = 0.0;
        while (spentNs < BRING_UP_NS) {
            var onceNs = Math.max(1, timeNs(launches, 1));
            var count = (int) Math.min(MOST_PER_BATCH, Math.ceil(BATCH_NS / onceNs));
            spentNs += onceNs + timeNs(launches, count);
        }
    }

    private int launchesPerBatch(Launches launches) {
        if (simulated) {
            return 1;
        }
        return (int) Math.min(MOST_PER_BATCH, Math.ceil(BATCH_NS / Math.max(1, timeNs(launches, 1))));
    }

    private double timeNs(Launches launches, int count) {
        var elapsedNs = device.timeNs(() -> launches.enqueue(count), launchLimit);
        noteUse();
        return elapsedNs;
    }

    /** Twice the L2, written: nothing of the problem is left in it. */
    private void flushL2() {
        var buffer = flush;
        if (buffer == null) {
            buffer = new AclBuffer(device, 2 * l2Bytes);
            flush = buffer;
        }
        device.acl().fillAsync(buffer.pointer(), buffer.bytes(), 0, device.stream());
    }

    private void noteUse() {
        used = true;
        lastUseNs = System.nanoTime();
    }

    @Override
    public void close() {
        if (flush != null) {
            flush.close();
            flush = null;
        }
    }
}
