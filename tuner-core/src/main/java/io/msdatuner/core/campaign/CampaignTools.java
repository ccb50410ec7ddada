package io.msdatuner.core.campaign;

import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import java.util.List;

/**
 * What a campaign works with; the caller owns and closes them.
 *
 * @param platform what the device runs on; empty if that is not known
 * @param warmStarts configurations that are measured before the strategy is asked
 */
public record CampaignTools(
        String platform,
        SearchStrategy strategy,
        Baselines baselines,
        List<Configuration> warmStarts,
        BuildAhead builds,
        VariantRunner runner) {

    public CampaignTools {
        warmStarts = List.copyOf(warmStarts);
    }
}
