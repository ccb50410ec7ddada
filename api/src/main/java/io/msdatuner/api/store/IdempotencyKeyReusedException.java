package io.msdatuner.api.store;

import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.set.CampaignSetId;

/** A client used its key for another request; nothing was changed. */
public final class IdempotencyKeyReusedException extends IllegalStateException {
    IdempotencyKeyReusedException(String key, CampaignId campaign) {
        super("idempotency key '%s' made campaign %s from another request body, so it makes no campaign from this one"
                .formatted(key, campaign));
    }

    IdempotencyKeyReusedException(String key, CampaignSetId set) {
        super("idempotency key '%s' made campaign set %s from another request body, so it makes none from this one"
                .formatted(key, set));
    }
}
