package io.msdatuner.api.campaign;

import io.msdatuner.api.queue.Hold;
import io.msdatuner.api.store.CampaignClaims.Claim;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.TuningStore;

/**
 * A campaign that runs in this process.
 *
 * @param store takes what the run writes only as long as the campaign is held
 * @param claim given back after its end
 */
record HeldCampaign(Campaign campaign, Hold hold, TuningStore store, Claim claim) {
    CampaignId id() {
        return campaign.id();
    }
}
