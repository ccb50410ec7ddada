package io.msdatuner.api.campaign;

import io.msdatuner.api.best.BestLink;
import io.msdatuner.api.best.MedianResource;
import io.msdatuner.api.campaign.CampaignResource.ArtifactCounts;
import io.msdatuner.api.campaign.CampaignResource.BestTrialResource;
import io.msdatuner.api.campaign.CampaignResource.BudgetResource;
import io.msdatuner.api.campaign.CampaignResource.FrontPointResource;
import io.msdatuner.api.campaign.CampaignResource.TrialCounts;
import io.msdatuner.api.device.SpaceSizes;
import io.msdatuner.api.store.CampaignPriorities;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignSummary;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Makes the JSON view of campaigns. */
@Component
public class CampaignViews {

    private static final double NANOS = 1e9;

    private final CampaignFacts facts;
    private final SpaceSizes spaces;
    private final CampaignPriorities priorities;

    CampaignViews(CampaignFacts facts, SpaceSizes spaces, CampaignPriorities priorities) {
        this.priorities = priorities;
        this.facts = facts;
        this.spaces = spaces;
    }

    /** @param baseUrl of the service, as the client reaches it */
    public CampaignResource of(Campaign campaign, String baseUrl) {
        var spec = campaign.spec();
        var known = facts.of(campaign);
        var summary = known.summary();
        var size = spaces.of(spec.kernel(), spec.shape(), spec.deviceClass());
        return new CampaignResource(
                campaign.id().value(),
                spec.kernel().id(),
                spec.shape().toString(),
                spec.deviceClass().name(),
                spec.provenance().id(),
                spec.strategy(),
                spec.seed(),
                BudgetResource.of(spec.budget()),
                priorities.of(campaign.id()),
                campaign.state().name(),
                campaign.reason().orElse(null),
                campaign.createdAt(),
                spec.toolchain(),
                spec.sourceDigest(),
                size.isPresent() ? size.getAsLong() : null,
                summary.busyTime().toNanos() / NANOS,
                TrialCounts.of(summary.total(), summary.outcomes()),
                new ArtifactCounts(known.artifactsBuilt(), known.artifactsReused()),
                known.knownTrials(),
                MedianResource.of(summary.baselines()),
                summary.best().map(BestTrialResource::of).orElse(null),
                speedup(summary),
                FrontPointResource.of(known.front()),
                BestLink.of(baseUrl, spec.kernel(), spec.shape(), spec.deviceClass()));
    }

    private static Map<String, Double> speedup(CampaignSummary summary) {
        var factors = new TreeMap<String, Double>();
        summary.baselines()
                .keySet()
                .forEach(name -> summary.speedup(name).ifPresent(factor -> factors.put(name, factor)));
        return factors;
    }
}
