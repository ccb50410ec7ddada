package io.msdatuner.api.store;

import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignSpec;

/** Lets a client repeat a request for a campaign without making a second one. */
public interface IdempotencyKeys {
    /**
     * Creates a campaign and remembers the key, or returns the campaign that the key made before. Both happen or neither
     * does, also when several clients use one key at once.
     *
     * @param key 1 to 255 characters
     * @param requestDigest of the request's body
     * @throws IdempotencyKeyReusedException if the key came with another request before
     * @throws io.msdatuner.core.InvalidValueException if the key is empty or too long
     */
    CreatedOnce createOnce(String key, String requestDigest, CampaignSpec spec);

    /**
     * The campaign of a key.
     *
     * @param isNew false if an earlier request made it
     */
    record CreatedOnce(Campaign campaign, boolean isNew) {}
}
