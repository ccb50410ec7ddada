package io.msdatuner.variants.ascend;

import com.sun.jna.Pointer;
import io.msdatuner.core.trial.ModelBand;
import io.msdatuner.variants.worker.WorkerTroubleException;
import java.time.Duration;
import java.util.Arrays;

/** A device that this process has set, with the one stream that all work goes through. Used by one thread. */
final class AclDevice implements AutoCloseable {
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(10);
    private static final int HEALTH_ELEMENTS = 1_024;

    private final Acl acl;
    private final Pointer stream;
    private final Pointer start;
    private final Pointer end;

    private AclDevice(Acl acl) {
        this.acl = acl;
        this.stream = acl.createStream();
        this.start = acl.createTimeLineEvent();
        this.end = acl.createTimeLineEvent();
    }

    /**
     * Sets the device, after a reset if asked for, and sees that memory of it can be written and read.
     *
     * @throws WorkerTroubleException if it cannot be used
     */
    static AclDevice open(Acl acl, int index, boolean reset) {
        try {
            acl.initialise();
            if (reset) {
                reset(acl, index);
            }
            acl.setDevice(index);
            var device = on(acl);
            device.checkHealth();
            return device;
        } catch (AclException e) {
            throw new WorkerTroubleException("device %d cannot be used: %s".formatted(index, e.getMessage()));
        }
    }

    /** A device that cannot even be set may well be reset. */
    private static void reset(Acl acl, int index) {
        try {
            acl.setDevice(index);
        } catch (AclException e) {
            System.err.println("before the reset: " + e.getMessage());
        }
        acl.resetDevice(index);
    }

    /** On the device that this thread has set. */
    static AclDevice on(Acl acl) {
        return new AclDevice(acl);
    }

    private void checkHealth() {
        var written = new float[HEALTH_ELEMENTS];
        for (var i = 0; i < written.length; i++) {
            written[i] = i;
        }
        try (var memory = AclBuffer.of(this, written)) {
            acl.record(start, stream);
            acl.synchronise(stream, HEALTH_LIMIT);
            if (!Arrays.equals(memory.floats(), written)) {
                throw new WorkerTroubleException("the device's memory does not keep what is written to it");
            }
        }
    }

    Acl acl() {
        return acl;
    }

    Pointer stream() {
        return stream;
    }

    /** Something that puts work on the stream. */
    @FunctionalInterface
    interface Work {
        void enqueue();
    }

    /** Device time of some work in ns, waited for at most so long. */
    double timeNs(Work work, Duration limit) {
        acl.record(start, stream);
        work.enqueue();
        acl.record(end, stream);
        acl.synchronise(stream, limit);
        return acl.elapsedNs(start, end);
    }

    /** How far the time that {@link #timeNs} just gave may be off, on a simulated device. */
    ModelBand band() {
        return acl.elapsedBand(start, end);
    }

    void run(Work work, Duration limit) {
        work.enqueue();
        acl.synchronise(stream, limit);
    }

    @Override
    public void close() {
        acl.destroyEvent(end);
        acl.destroyEvent(start);
        acl.destroyStream(stream);
    }
}
