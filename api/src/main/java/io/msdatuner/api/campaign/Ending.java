package io.msdatuner.api.campaign;

import io.msdatuner.core.campaign.CampaignState;
import java.util.Optional;

/** The state in which a run leaves its campaign, and why. */
record Ending(CampaignState state, Optional<String> reason) {

    private static final int MAX_REASON = 2_000;

    static Ending of(CampaignState state, String reason) {
        return new Ending(
                state, Optional.of(reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "..."));
    }

    static Ending completed() {
        return new Ending(CampaignState.COMPLETED, Optional.empty());
    }

    static Ending cancelled() {
        return of(CampaignState.CANCELLED, "a client cancelled it");
    }

    /** It goes on as soon as a process has time for it. */
    static Ending requeued(String reason) {
        return of(CampaignState.PENDING, reason);
    }

    /** Another campaign has its turn. */
    static Ending gaveWay() {
        return new Ending(CampaignState.PENDING, Optional.empty());
    }

    static Ending interrupted(String reason) {
        return of(CampaignState.INTERRUPTED, reason);
    }
}
