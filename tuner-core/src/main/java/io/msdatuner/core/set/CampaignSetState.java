package io.msdatuner.core.set;

import io.msdatuner.core.campaign.CampaignState;
import java.util.List;

/** Where a campaign set stands: derived from its campaigns and from whether it takes more of them. */
public enum CampaignSetState {
    /** Nothing of it has run yet. */
    PENDING,
    RUNNING,
    /** It makes no more campaigns, and none is active. */
    COMPLETED,
    /** Stopped by a caller. */
    CANCELLED,
    /** The process that ran its last campaign ended. */
    INTERRUPTED,
    /** It is at its end, and none of its campaigns came to its own. */
    FAILED;

    /**
     * @param campaigns the states of its campaigns in the order in which they were made
     * @param cancelled whether a caller stopped it
     * @param ended whether it makes no more campaigns
     */
    public static CampaignSetState of(List<CampaignState> campaigns, boolean cancelled, boolean ended) {
        if (campaigns.stream().anyMatch(CampaignState::isActive)) {
            return campaigns.equals(List.of(CampaignState.PENDING)) ? PENDING : RUNNING;
        } else if (cancelled) {
            return CANCELLED;
        } else if (ended) {
            return isFailure(campaigns) ? FAILED : COMPLETED;
        } else if (campaigns.isEmpty()) {
            return PENDING;
        }
        return campaigns.get(campaigns.size() - 1) == CampaignState.INTERRUPTED ? INTERRUPTED : RUNNING;
    }

    private static boolean isFailure(List<CampaignState> campaigns) {
        return campaigns.contains(CampaignState.FAILED) && !campaigns.contains(CampaignState.COMPLETED);
    }

    public boolean isActive() {
        return this == PENDING || this == RUNNING;
    }

    public boolean canResume() {
        return this == CANCELLED || this == INTERRUPTED || this == FAILED;
    }
}
