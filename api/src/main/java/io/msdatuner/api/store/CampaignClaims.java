package io.msdatuner.api.store;

import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import java.util.List;
import java.util.Optional;

/**
 * Who runs a campaign. A process claims a campaign before it makes it {@code RUNNING}, and gives the claim back when the
 * campaign is in its next state; a claim ends by itself when its process dies, however it dies. So a {@code RUNNING}
 * campaign without a claim was left behind. A claim says quickly that a process is gone; what it still writes if it is not is
 * refused by {@link HeldStores}.
 */
public interface CampaignClaims {
    /** Claims a campaign, unless somebody holds it: another process, or this one. */
    Optional<Claim> tryClaim(CampaignId id);

    /**
     * The {@code RUNNING} campaigns that nobody holds, oldest first. Somebody may claim one at any moment: claim it before
     * letting it wait again.
     */
    List<Campaign> orphans();

    /** A campaign held for this process until it is closed. Safe for use by several threads. */
    interface Claim extends AutoCloseable {
        CampaignId campaign();

        /** False once the claim was closed or the database dropped its connection: then another process may hold it. */
        boolean isHeld();

        @Override
        void close();
    }
}
