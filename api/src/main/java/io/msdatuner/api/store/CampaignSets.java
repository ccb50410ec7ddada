package io.msdatuner.api.store;

import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.set.CampaignSetId;
import io.msdatuner.core.set.CampaignSetSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps campaign sets and which campaigns they made. What a method has returned from is durable. Safe for use by several threads
 * and processes. A method that takes a set's id throws {@link java.util.NoSuchElementException} if there is none.
 */
public interface CampaignSets {
    /**
     * A set as it is kept.
     *
     * @param cancelled whether a caller stopped it
     * @param ended whether it was decided that it makes no more campaigns
     * @param grants its campaigns in the order in which they were made
     */
    record CampaignSet(
            CampaignSetId id,
            CampaignSetSpec spec,
            Instant createdAt,
            boolean cancelled,
            boolean ended,
            List<Granted> grants) {
        public CampaignSet {
            grants = List.copyOf(grants);
        }

        /** Whether it may make another campaign. */
        public boolean isOpen() {
            return !cancelled && !ended;
        }
    }

    /** @param member its index in the set's specification */
    record Granted(int member, CampaignId campaign) {}

    /** @param isNew false if an earlier request with the same key made it */
    record CreatedOnce(CampaignSet set, boolean isNew) {}

    /** What a client sent to make a set, so that repeating it makes no second one. */
    record Request(String key, String digest) {}

    /**
     * @throws IdempotencyKeyReusedException if the key came with another request before
     * @throws io.msdatuner.core.InvalidValueException if the key is empty or too long
     */
    CreatedOnce create(CampaignSetSpec spec, Optional<Request> request);

    Optional<CampaignSet> find(CampaignSetId id);

    /** The set that made a campaign; empty if a client did. */
    Optional<CampaignSet> ofCampaign(CampaignId campaign);

    /** Newest first. @param beforeId only those with a smaller id, if given. @param limit at least 1 */
    List<CampaignSet> list(OptionalLong beforeId, int limit);

    /** All that may make another campaign, oldest first. */
    List<CampaignSet> open();

    /**
     * Makes the set's next campaign, unless another process was faster or the set is not open any more.
     *
     * @param expected the set as it was when this was decided
     */
    Optional<Campaign> grant(CampaignSet expected, int member, CampaignSpec campaign);

    void cancel(CampaignSetId id);

    /** Decides that the set makes no more campaigns. */
    void end(CampaignSetId id);

    /** It may make campaigns again. */
    void reopen(CampaignSetId id);

    /**
     * Device time that the set has used: how long trials of its campaigns were under way, those that are now among them, without
     * abandoned ones.
     */
    Duration spent(CampaignSetId id);
}
