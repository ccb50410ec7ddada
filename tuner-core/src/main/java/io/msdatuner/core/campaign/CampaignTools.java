package io.msdatuner.core.campaign;

import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.search.SearchStrategy;

/** What a campaign works with; the caller owns and closes them. */
public record CampaignTools(SearchStrategy strategy, Baselines baselines, BuildAhead builds, VariantRunner runner) {}
