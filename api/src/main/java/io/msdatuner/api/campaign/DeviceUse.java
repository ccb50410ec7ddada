package io.msdatuner.api.campaign;

import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * For how long the devices of one class were at work in all, verifying and timing variants. What is under way counts while it
 * lasts.
 */
final class DeviceUse {

    private final LongSupplier nanoTime;
    private long doneNs;
    private long begunNs;
    private int atWork;

    /** @param nanoTime as {@link System#nanoTime} */
    DeviceUse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Does something on a device. */
    <T> T during(Callable<T> work) throws InterruptedException {
        begin();
        try {
            return work.call();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a runner throws nothing else", e);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        begunNs += nanoTime.getAsLong();
        atWork++;
    }

    private synchronized void end() {
        var now = nanoTime.getAsLong();
        // Of several at work it does not matter which began when: only the sum counts.
        doneNs += now;
        atWork--;
        if (atWork == 0) {
            doneNs -= begunNs;
            begunNs = 0;
        }
    }

    /** Device seconds so far. */
    synchronized double busySeconds() {
        return (doneNs - begunNs + atWork * nanoTime.getAsLong()) / 1e9;
    }

    synchronized int atWork() {
        return atWork;
    }
}
