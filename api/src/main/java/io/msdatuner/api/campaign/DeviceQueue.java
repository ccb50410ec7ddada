package io.msdatuner.api.campaign;

import io.msdatuner.api.queue.Hold;
import io.msdatuner.api.queue.QueueWorker;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.device.DeviceClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the campaigns of one device class that the queue hands to this process, each on a device of its own. Whoever moves such a
 * campaign otherwise does so {@linkplain #exclusively while none begins}.
 */
final class DeviceQueue implements QueueWorker.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceQueue.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A campaign that ends its process time and again would end every process of the fleet. */
    private static final int MOST_DEATHS = 5;

    private final DeviceClass deviceClass;
    private final CampaignRuns runs;
    private final QueueWorker worker;
    private final Clock clock;
    private final Map<CampaignId, CampaignRun> current = new HashMap<>();
    private Instant lastEnd;
    private boolean closing;

    DeviceQueue(DeviceClass deviceClass, CampaignRuns runs, Clock clock) {
        this.deviceClass = deviceClass;
        this.runs = runs;
        this.clock = clock;
        this.lastEnd = clock.instant();
        this.worker = runs.worker(deviceClass, this);
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
        var run = begin(hold);
        if (run.isEmpty()) {
            return runs.held().isToRun(hold) ? Optional.of(RETRY.plus(jitter())) : Optional.empty();
        }
        try {
            end(run.get().held(), hold.deaths() < MOST_DEATHS ? run.get().run() : givenUp(hold));
        } finally {
            HeldCampaigns.release(run.get().held().claim());
            clear(run.get());
        }
        return runs.held().isToRun(hold) ? Optional.of(Duration.ZERO) : Optional.empty();
    }

    /** So that of two processes which cannot begin now not always the same one asks first. */
    private static Duration jitter() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(1_000));
    }

    private static Ending givenUp(Hold hold) {
        return Ending.interrupted(
                "the processes that ran it ended %d times in a row; see why, then resume it".formatted(hold.deaths()));
    }

    @Override
    public void left(Hold hold) {
        runs.held().left(hold);
    }

    @Override
    public synchronized void lost(Hold hold) {
        var run = current.get(hold.campaign());
        if (run != null && run.held().hold().equals(hold)) {
            run.stop(Ending.requeued("another process has it"));
        }
    }

    /** Now, while a campaign runs. */
    synchronized Instant lastBusy() {
        return current.isEmpty() ? lastEnd : clock.instant();
    }

    synchronized boolean isStopping(CampaignId id) {
        var run = current.get(id);
        return run != null && run.isStopping();
    }

    /** Does something while no campaign of this class begins. */
    synchronized <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    /** Does something while no campaign of this class runs or begins; empty if one runs. */
    synchronized <T> Optional<T> whileIdle(Supplier<Optional<T>> work) {
        return current.isEmpty() ? work.get() : Optional.empty();
    }

    /** Stops a campaign if it runs here, and waits so long for its end; false if it does not run here. */
    synchronized boolean stop(CampaignId id, Ending ending, Duration patience) throws InterruptedException {
        var run = current.get(id);
        if (run == null) {
            return false;
        }
        run.stop(ending);
        var deadline = System.nanoTime() + patience.toNanos();
        while (current.get(id) == run && deadline - System.nanoTime() > 0) {
            wait(millisUntil(deadline));
        }
        return true;
    }

    /** Begins no more, and puts what runs back into the queue. */
    synchronized void close() {
        closing = true;
        current.values().forEach(run -> run.stop(Ending.requeued("the service was stopped")));
        notifyAll();
    }

    /** Waits until what ran here is in the queue again; after {@link #close}. */
    void awaitEnd() {
        worker.stop();
    }

    private synchronized Optional<CampaignRun> begin(Hold hold) {
        var busy = current.values().stream().map(CampaignRun::device).collect(Collectors.toSet());
        var begun = closing ? Optional.<CampaignRun>empty() : runs.begin(hold, busy);
        begun.ifPresent(run -> current.put(run.id(), run));
        return begun;
    }

    private synchronized void clear(CampaignRun run) {
        current.remove(run.id());
        lastEnd = clock.instant();
        notifyAll();
    }

    /** As soon as the database takes it. If the process stops before, the next one finds the campaign running. */
    private void end(HeldCampaign held, Ending ending) {
        while (true) {
            try {
                runs.held().end(held, ending);
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
            LOG.warn("the thread of {} was interrupted, so it ends", deviceClass);
            closing = true;
        }
    }

    private static long millisUntil(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }
}
