package io.msdatuner.api.campaign;

import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.api.queue.Hold;
import io.msdatuner.api.queue.HoldLostException;
import io.msdatuner.api.store.CampaignClaims;
import io.msdatuner.api.store.CampaignClaims.Claim;
import io.msdatuner.api.store.HeldStores;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignState;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Begins and ends the runs of campaigns that the queue hands to this process, and finds those that lost their process. */
@Component
class HeldCampaigns {

    private static final Logger LOG = LoggerFactory.getLogger(HeldCampaigns.class);
    static final String LEFT_BEHIND = "the process that ran it ended";

    private final CampaignLedger ledger;
    private final CampaignClaims claims;
    private final CampaignQueue queue;
    private final HeldStores stores;

    HeldCampaigns(CampaignLedger ledger, CampaignClaims claims, CampaignQueue queue, HeldStores stores) {
        this.ledger = ledger;
        this.claims = claims;
        this.queue = queue;
        this.stores = stores;
    }

    /** A campaign that is now {@code RUNNING}; empty if it need not run, or if another process has not let it go yet. */
    Optional<HeldCampaign> begin(Hold hold) {
        return claims.tryClaim(hold.campaign()).flatMap(claim -> {
            try {
                return begin(hold, claim);
            } catch (RuntimeException e) {
                release(claim);
                throw e;
            }
        });
    }

    private Optional<HeldCampaign> begin(Hold hold, Claim claim) {
        var store = stores.of(hold);
        if (!isToRun(hold)) {
            release(claim);
            return Optional.empty();
        }
        var running = ledger.move(store, hold.campaign(), CampaignState.RUNNING, Optional.empty());
        return Optional.of(new HeldCampaign(running, hold, store, claim));
    }

    /** Whether a campaign that was handed out waits, or runs without being at its end. */
    boolean isToRun(Hold hold) {
        return ledger.get(hold.campaign()).state().isActive();
    }

    /** Abandons what is in flight and leaves a campaign that still runs as the ending says, unless another process has it. */
    void end(HeldCampaign held, Ending ending) {
        try {
            ledger.end(held.store(), held.id(), ending);
        } catch (HoldLostException e) {
            LOG.warn("{}; it goes on there", e.getMessage());
        }
    }

    /** Puts a campaign that left the queue into it again if somebody resumed it in that moment. */
    void left(Hold hold) {
        ledger.requeueIfPending(hold.campaign());
    }

    /** Lets those campaigns wait again that a process which is no more left {@code RUNNING}. */
    void requeueOrphans() {
        for (var orphan : claims.orphans()) {
            claims.tryClaim(orphan.id()).ifPresent(claim -> requeue(orphan, claim));
        }
    }

    private void requeue(Campaign orphan, Claim claim) {
        try {
            LOG.info("campaign {} was left running by a process that ended", orphan.id());
            queue.release(orphan.id(), orphan.spec().deviceClass());
            ledger.end(orphan.id(), Ending.requeued(LEFT_BEHIND));
        } finally {
            release(claim);
        }
    }

    static void release(Claim claim) {
        try {
            claim.close();
        } catch (DataAccessException e) {
            LOG.debug("the claim of campaign {} ended with its connection", claim.campaign(), e);
        }
    }
}
