package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.problem.DatabaseTrouble;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignStateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One run of a campaign, from begin to end, on one thread; others can stop it. */
final class CampaignRun {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRun.class);

    private final Campaign campaign;
    private final LocalDevice device;
    private final CampaignWorkshop workshop;
    private @Nullable InterruptShield shield;
    private volatile @Nullable Ending stop;

    CampaignRun(Campaign campaign, LocalDevice device, CampaignWorkshop workshop) {
        this.campaign = campaign;
        this.device = device;
        this.workshop = workshop;
    }

    CampaignId id() {
        return campaign.id();
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
        MDC.put(LogIds.CAMPAIGN, campaign.id().toString());
        MDC.put(LogIds.DEVICE_CLASS, campaign.spec().deviceClass().name());
        try {
            var mismatch = CampaignWorkshop.mismatch(campaign.spec(), device);
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
            var state = workshop.run(campaign, device, guard, this::isStopping);
            return state == CampaignState.COMPLETED ? Ending.completed() : stoppedOr(Ending.cancelled());
        } catch (InterruptedException e) {
            return stoppedOr(Ending.interrupted("its thread was interrupted"));
        }
    }

    private Ending stoppedOr(Ending otherwise) {
        return Optional.ofNullable(stop).orElse(otherwise);
    }

    private Ending trouble(Throwable trouble) {
        LOG.error("campaign {} stopped", campaign.id(), trouble);
        var message = trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
        if (trouble instanceof CampaignStateException) {
            return Ending.interrupted(message);
        }
        return DatabaseTrouble.isIn(trouble)
                ? Ending.interrupted("the database did not answer: " + message)
                : Ending.of(CampaignState.FAILED, message);
    }
}
