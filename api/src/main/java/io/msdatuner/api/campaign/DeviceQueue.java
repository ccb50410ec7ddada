package io.msdatuner.api.campaign;

import io.msdatuner.api.campaign.CampaignLedger.Begun;
import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.core.campaign.CampaignId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the campaigns of one device class one after the other, oldest first, on a thread of its own. Whoever moves such a
 * campaign otherwise does so {@linkplain #exclusively while none begins}.
 */
final class DeviceQueue implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceQueue.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final LocalDevice device;
    private final CampaignLedger ledger;
    private final CampaignWorkshop workshop;
    private final Clock clock;
    private @Nullable CampaignRun current;
    private Instant lastEnd;
    private boolean woken;
    private boolean closing;

    DeviceQueue(LocalDevice device, CampaignLedger ledger, CampaignWorkshop workshop, Clock clock) {
        this.device = device;
        this.ledger = ledger;
        this.workshop = workshop;
        this.clock = clock;
        this.lastEnd = clock.instant();
    }

    @Override
    public void run() {
        while (!isClosing()) {
            try {
                if (!runNext()) {
                    awaitWork();
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "no campaign can be begun on {}; trying again",
                        device.device().deviceClass(),
                        e);
                pause();
            }
        }
    }

    /** There may be a campaign that waits. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Now, while a campaign runs. */
    synchronized Instant lastBusy() {
        return current == null ? lastEnd : clock.instant();
    }

    synchronized boolean isStopping(CampaignId id) {
        return current != null && current.id().equals(id) && current.isStopping();
    }

    /** Does something while no campaign of this class begins. */
    synchronized <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    /** Does something while no campaign of this class runs or begins; empty if one runs. */
    synchronized <T> Optional<T> whileIdle(Supplier<Optional<T>> work) {
        return current == null ? work.get() : Optional.empty();
    }

    /** Stops a campaign if it runs here, and waits so long for its end; false if it does not run here. */
    synchronized boolean stop(CampaignId id, Ending ending, Duration patience) throws InterruptedException {
        var run = current;
        if (run == null || !run.id().equals(id)) {
            return false;
        }
        run.stop(ending);
        var deadline = System.nanoTime() + patience.toNanos();
        while (current == run && deadline - System.nanoTime() > 0) {
            wait(millisUntil(deadline));
        }
        return true;
    }

    /** Begins no more, and interrupts what runs. */
    synchronized void close() {
        closing = true;
        if (current != null) {
            current.stop(Ending.interrupted("the service was stopped"));
        }
        notifyAll();
    }

    private boolean runNext() {
        var begun = begin();
        if (begun.isEmpty()) {
            return false;
        }
        try {
            end(begun.get(), running().run());
        } finally {
            CampaignLedger.release(begun.get().claim());
            clear();
        }
        return true;
    }

    private synchronized Optional<Begun> begin() {
        var begun =
                closing ? Optional.<Begun>empty() : ledger.begin(device.device().deviceClass());
        current = begun.map(started -> new CampaignRun(started.campaign(), device, workshop))
                .orElse(null);
        return begun;
    }

    private synchronized CampaignRun running() {
        if (current == null) {
            throw new IllegalStateException("no campaign runs");
        }
        return current;
    }

    private synchronized void clear() {
        current = null;
        lastEnd = clock.instant();
        notifyAll();
    }

    /** As soon as the database takes it. If the service stops before, the next start finds the campaign running. */
    private void end(Begun begun, Ending ending) {
        var id = begun.campaign().id();
        while (true) {
            try {
                ledger.end(id, ending);
                return;
            } catch (RuntimeException e) {
                if (isClosing()) {
                    LOG.error("campaign {} ended as {}, which could not be kept", id, ending.state(), e);
                    return;
                }
                LOG.warn("campaign {} ended as {}, which cannot be kept now; trying again", id, ending.state());
                pause();
            }
        }
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private synchronized void awaitWork() {
        pauseWhile(() -> !woken);
        woken = false;
    }

    private synchronized void pause() {
        pauseWhile(() -> true);
    }

    /** At most for the time between two polls. */
    private synchronized void pauseWhile(BooleanSupplier reason) {
        try {
            var deadline = System.nanoTime() + POLL.toNanos();
            while (reason.getAsBoolean() && !closing && deadline - System.nanoTime() > 0) {
                wait(millisUntil(deadline));
            }
        } catch (InterruptedException e) {
            LOG.warn(
                    "the thread of {} was interrupted, so it ends",
                    device.device().deviceClass());
            closing = true;
        }
    }

    private static long millisUntil(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }
}
