package io.msdatuner.api.campaign;

import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.CampaignArchive;
import io.msdatuner.api.store.CampaignClaims;
import io.msdatuner.api.store.CampaignClaims.Claim;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignStateException;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Moves campaigns from state to state, durably, and then tells those who follow. Callers see to it that two threads of
 * this process do not move one campaign at once.
 */
@Component
class CampaignLedger {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignLedger.class);
    private static final int PAGE = 200;

    private final TuningStore store;
    private final CampaignArchive archive;
    private final CampaignClaims claims;
    private final CampaignEvents events;

    CampaignLedger(TuningStore store, CampaignArchive archive, CampaignClaims claims, CampaignEvents events) {
        this.store = store;
        this.archive = archive;
        this.claims = claims;
        this.events = events;
    }

    /** A campaign that is now {@code RUNNING}, and the claim to give back after its end. */
    record Begun(Campaign campaign, Claim claim) {}

    Campaign get(CampaignId id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("there is no campaign " + id));
    }

    /** Whether a campaign for this waits or runs, here or elsewhere. */
    boolean isActive(DeviceClass deviceClass, Kernel kernel, Shape shape) {
        return Stream.of(CampaignState.PENDING, CampaignState.RUNNING)
                .flatMap(state -> all(state).stream().map(Campaign::spec))
                .anyMatch(spec -> spec.deviceClass().equals(deviceClass)
                        && spec.kernel() == kernel
                        && spec.shape().equals(shape));
    }

    /** Begins the oldest campaign that waits for this device class and that no other process has. */
    Optional<Begun> begin(DeviceClass deviceClass) {
        var oldest = oldestPending(deviceClass);
        return oldest.flatMap(campaign -> claims.tryClaim(campaign.id())).flatMap(claim -> {
            try {
                return begin(claim);
            } catch (RuntimeException e) {
                release(claim);
                throw e;
            }
        });
    }

    private Optional<Begun> begin(Claim claim) {
        if (get(claim.campaign()).state() != CampaignState.PENDING) {
            release(claim);
            return Optional.empty();
        }
        return Optional.of(new Begun(move(claim.campaign(), CampaignState.RUNNING, Optional.empty()), claim));
    }

    /** Abandons what is in flight and moves a campaign that still runs to its end. */
    void end(CampaignId id, Ending ending) {
        if (get(id).state() == CampaignState.RUNNING) {
            abandonOpen(id, ending);
            move(id, ending.state(), ending.reason());
        } else {
            // Somebody else moved it on while it ran here: followers have not heard of it.
            events.stateChanged(id);
        }
    }

    /**
     * Cancels a campaign that does not run in this process.
     *
     * @throws CampaignStateException if there is nothing to cancel
     */
    Campaign cancel(CampaignId id, Ending ending) {
        var campaign = get(id);
        if (campaign.state() == CampaignState.CANCELLED) {
            return campaign;
        } else if (!campaign.state().isActive()) {
            throw new CampaignStateException(id, campaign.state(), "there is nothing to cancel");
        }
        return move(id, ending.state(), ending.reason());
    }

    /**
     * Lets a campaign go on; one that is active stays as it is.
     *
     * @throws CampaignStateException if it is complete
     */
    Campaign resume(CampaignId id) {
        var campaign = get(id);
        if (campaign.state().isActive()) {
            return campaign;
        } else if (!campaign.state().canResume()) {
            throw new CampaignStateException(id, campaign.state(), "it cannot be resumed; create a new one");
        }
        return move(id, CampaignState.PENDING, Optional.empty());
    }

    /** Marks what a process that is no more left {@code RUNNING}. */
    void interruptOrphans() {
        for (var orphan : claims.orphans()) {
            claims.tryClaim(orphan.id()).ifPresent(claim -> {
                LOG.info("campaign {} was left running by a process that ended", orphan.id());
                end(orphan.id(), Ending.interrupted("the process that ran it ended"));
                release(claim);
            });
        }
    }

    static void release(Claim claim) {
        try {
            claim.close();
        } catch (DataAccessException e) {
            LOG.debug("the claim of campaign {} ended with its connection", claim.campaign(), e);
        }
    }

    private Optional<Campaign> oldestPending(DeviceClass deviceClass) {
        return all(CampaignState.PENDING).stream()
                .filter(campaign -> campaign.spec().deviceClass().equals(deviceClass))
                .reduce((newer, older) -> older);
    }

    /** Newest first. */
    private List<Campaign> all(CampaignState state) {
        var all = new ArrayList<Campaign>();
        var before = OptionalLong.empty();
        while (true) {
            var page = archive.campaigns(Optional.of(state), before, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            before = OptionalLong.of(page.get(PAGE - 1).id().value());
        }
    }

    private void abandonOpen(CampaignId id, Ending ending) {
        var abandoned =
                new Outcome.Abandoned(ending.reason().orElse("the campaign stopped while this trial was in flight"));
        store.trials(id).stream()
                .filter(trial -> !trial.isFinished())
                .forEach(trial ->
                        events.trialChanged(id, store.finish(id, trial.number(), abandoned, Optional.empty())));
    }

    private Campaign move(CampaignId id, CampaignState to, Optional<String> reason) {
        var moved = store.transition(id, to, reason);
        LOG.info("campaign {} is {}{}", id, to, reason.map(why -> ": " + why).orElse(""));
        events.stateChanged(id);
        return moved;
    }
}
