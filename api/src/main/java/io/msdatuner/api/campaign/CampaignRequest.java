package io.msdatuner.api.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a client sends to create a campaign; null is what it left out. */
public record CampaignRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String kernel,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String shape,

        @Nullable String deviceClass,
        @Nullable String strategy,
        @Nullable Long seed,
        @Nullable String budget,
        @Nullable Integer priority) {}
