package io.msdatuner.core.campaign;

import java.time.Instant;
import java.util.Optional;

/**
 * A campaign as its store knows it.
 *
 * @param reason why it is in its state, for {@code CANCELLED}, {@code INTERRUPTED} and {@code FAILED}
 */
public record Campaign(
        CampaignId id, CampaignSpec spec, CampaignState state, Optional<String> reason, Instant createdAt) {}
