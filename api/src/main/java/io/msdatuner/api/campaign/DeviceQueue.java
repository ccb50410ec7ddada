package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.api.queue.Hold;
import io.msdatuner.api.queue.QueueWorker;
import io.msdatuner.core.campaign.CampaignId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the campaigns of one device class that the queue hands to this process, one after the other. Whoever moves such a
 * campaign otherwise does so {@linkplain #exclusively while none begins}.
 */
final class DeviceQueue implements QueueWorker.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceQueue.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A campaign that ends its process time and again would end every process of the fleet. */
    private static final int MOST_DEATHS = 5;

    private final LocalDevice device;
    private final HeldCampaigns campaigns;
    private final CampaignWorkshop workshop;
    private final CampaignQueue queue;
    private final QueueWorker worker;
    private final Clock clock;
    private @Nullable CampaignRun current;
    private Instant lastEnd;
    private boolean closing;

    DeviceQueue(
            LocalDevice device, HeldCampaigns campaigns, CampaignWorkshop workshop, CampaignQueue queue, Clock clock) {
        this.device = device;
        this.campaigns = campaigns;
        this.workshop = workshop;
        this.queue = queue;
        this.clock = clock;
        this.lastEnd = clock.instant();
        this.worker = queue.worker(device.device().deviceClass(), this);
    }

    void start() {
        worker.start();
    }

    /** There may be a campaign that waits. */
    void wake() {
        worker.wake();
    }

    @Override
    public Optional<Duration> handle(Hold hold) {
        var begun = begin(hold);
        if (begun.isEmpty()) {
            return campaigns.isToRun(hold) ? Optional.of(RETRY) : Optional.empty();
        }
        try {
            end(begun.get(), hold.deaths() < MOST_DEATHS ? running().run() : givenUp(hold));
        } finally {
            HeldCampaigns.release(begun.get().claim());
            clear();
        }
        return campaigns.isToRun(hold) ? Optional.of(Duration.ZERO) : Optional.empty();
    }

    private static Ending givenUp(Hold hold) {
        return Ending.interrupted(
                "the processes that ran it ended %d times in a row; see why, then resume it".formatted(hold.deaths()));
    }

    @Override
    public void left(Hold hold) {
        campaigns.left(hold);
    }

    @Override
    public synchronized void lost(Hold hold) {
        if (current != null && current.id().equals(hold.campaign())) {
            current.stop(Ending.requeued("another process has it"));
        }
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

    /** Begins no more, and puts what runs back into the queue. */
    synchronized void close() {
        closing = true;
        if (current != null) {
            current.stop(Ending.requeued("the service was stopped"));
        }
        notifyAll();
    }

    /** Waits until what ran here is in the queue again; after {@link #close}. */
    void awaitEnd() {
        worker.stop();
    }

    private synchronized Optional<HeldCampaign> begin(Hold hold) {
        var begun = closing ? Optional.<HeldCampaign>empty() : campaigns.begin(hold);
        current = begun.map(held -> new CampaignRun(held, device, workshop, turn(hold)))
                .orElse(null);
        return begun;
    }

    private Turn turn(Hold hold) {
        return new Turn(hadItsTurn -> queue.isOvertaken(hold, hadItsTurn), System::nanoTime);
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

    /** As soon as the database takes it. If the process stops before, the next one finds the campaign running. */
    private void end(HeldCampaign held, Ending ending) {
        while (true) {
            try {
                campaigns.end(held, ending);
                return;
            } catch (RuntimeException e) {
                if (isClosing()) {
                    LOG.error("campaign {} ended as {}, which could not be kept", held.id(), ending.state(), e);
                    return;
                }
                LOG.warn("campaign {} ended as {}, which cannot be kept now; trying again", held.id(), ending.state());
                pause();
            }
        }
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private synchronized void pause() {
        try {
            var deadline = System.nanoTime() + RETRY.toNanos();
            while (!closing && deadline - System.nanoTime() > 0) {
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
