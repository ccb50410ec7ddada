package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.problem.DatabaseTrouble;
import io.msdatuner.api.queue.HoldLostException;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignStateException;
import io.msdatuner.variants.worker.WorkerTroubleException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One run of a campaign, from begin to end, on one thread; others can stop it. */
final class CampaignRun {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRun.class);

    private final HeldCampaign held;
    private final LocalDevice device;
    private final CampaignWorkshop workshop;
    private final DeviceWard ward;
    private final Turn turn;
    private @Nullable InterruptShield shield;
    private volatile @Nullable Ending stop;

    CampaignRun(HeldCampaign held, LocalDevice device, CampaignWorkshop workshop, DeviceWard ward, Turn turn) {
        this.held = held;
        this.device = device;
        this.workshop = workshop;
        this.ward = ward;
        this.turn = turn;
    }

    CampaignId id() {
        return held.id();
    }

    LocalDevice device() {
        return device;
    }

    HeldCampaign held() {
        return held;
    }

    /** Stops at once, with this ending; the first stop counts. */
    synchronized void stop(Ending ending) {
        if (stop == null) {
            stop = ending;
            if (shield != null) {
                shield.interrupt();
            }
        }
    }

    boolean isStopping() {
        return stop != null;
    }

    /** Runs on the calling thread, and says how the campaign should be left. */
    Ending run() {
        var guard = begin();
        MDC.put(LogIds.CAMPAIGN, id().toString());
        MDC.put(LogIds.DEVICE_CLASS, held.campaign().spec().deviceClass().name());
        try {
            var mismatch = CampaignWorkshop.mismatch(held.campaign().spec(), device);
            return mismatch.isPresent() ? Ending.of(CampaignState.FAILED, mismatch.get()) : measure(guard);
        } catch (RuntimeException | Error e) {
            return stoppedOr(trouble(e));
        } finally {
            guard.retire();
            MDC.clear();
        }
    }

    private synchronized InterruptShield begin() {
        var guard = new InterruptShield(Thread.currentThread());
        shield = guard;
        return guard;
    }

    private Ending measure(InterruptShield guard) {
        try {
            var state = workshop.run(held, device, new RunControl(guard, this::isStopping, this::givesWay));
            return state == CampaignState.COMPLETED ? Ending.completed() : stoppedOr(Ending.cancelled());
        } catch (InterruptedException e) {
            return stoppedOr(Ending.requeued("its thread was interrupted"));
        }
    }

    private synchronized boolean givesWay() {
        if (stop == null && turn.isOver()) {
            stop = Ending.gaveWay();
        }
        return isStopping();
    }

    private Ending stoppedOr(Ending otherwise) {
        return Optional.ofNullable(stop).orElse(otherwise);
    }

    private Ending trouble(Throwable trouble) {
        var message = trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
        if (trouble instanceof CampaignStateException || trouble instanceof HoldLostException) {
            LOG.info("campaign {} stopped here: {}", id(), message);
            return Ending.requeued(message);
        }
        LOG.error("campaign {} stopped", id(), trouble);
        if (trouble instanceof WorkerTroubleException && ward.isolate(device, message)) {
            return Ending.requeued(
                    "device %s is in quarantine: %s".formatted(device.device().id(), message));
        }
        return DatabaseTrouble.isIn(trouble)
                ? Ending.requeued("the database did not answer: " + message)
                : Ending.of(CampaignState.FAILED, message);
    }
}
