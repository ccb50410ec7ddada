package io.msdatuner.api.campaign;

import java.util.function.Supplier;

/**
 * Lets a thread be interrupted while it builds and measures, but not while it talks to the database: a connection pool
 * fails when its caller is interrupted, and then the trial that just ended could not be kept. An interrupt that comes
 * meanwhile is delivered afterwards.
 */
final class InterruptShield {

    private final Thread owner;
    private boolean shielded;
    private boolean pending;
    private boolean retired;

    InterruptShield(Thread owner) {
        this.owner = owner;
    }

    /** Called by other threads. */
    synchronized void interrupt() {
        if (shielded) {
            pending = true;
        } else if (!retired) {
            owner.interrupt();
        }
    }

    /** Called by the owner. */
    <T> T during(Supplier<T> call) {
        raise();
        try {
            return call.get();
        } finally {
            lower();
        }
    }

    /** After this the owner is never interrupted again, and what was pending is forgotten. */
    synchronized void retire() {
        retired = true;
        pending = false;
        Thread.interrupted();
    }

    private synchronized void raise() {
        shielded = true;
        pending |= Thread.interrupted();
    }

    private synchronized void lower() {
        shielded = false;
        if (pending) {
            pending = false;
            owner.interrupt();
        }
    }
}
