package io.msdatuner.core.campaign;

/** What was asked does not fit the campaign's state; nothing was changed. */
public final class CampaignStateException extends IllegalStateException {
    public CampaignStateException(CampaignId id, CampaignState state, String consequence) {
        super("campaign %s is %s, so %s".formatted(id, state, consequence));
    }
}
