package io.msdatuner.core.campaign;

import io.msdatuner.core.trial.Trial;

/** Hears what a campaign does, after it is durable. Must return quickly and throw nothing. */
@FunctionalInterface
public interface CampaignListener {
    CampaignListener NONE = (campaign, trial) -> {};

    /** A trial was opened (no outcome yet) or finished. */
    void trialChanged(CampaignId campaign, Trial trial);
}
