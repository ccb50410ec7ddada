package io.msdatuner.api.set;

import io.msdatuner.api.best.BestLink;
import io.msdatuner.api.best.MedianResource;
import io.msdatuner.api.campaign.CampaignFacts;
import io.msdatuner.api.campaign.CampaignResource.BudgetResource;
import io.msdatuner.api.device.FleetDevices;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.set.CampaignSetResource.MemberResource;
import io.msdatuner.api.set.CampaignSetResource.StepResource;
import io.msdatuner.api.set.SetResult.MemberResult;
import io.msdatuner.api.store.CampaignSets;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignSummary;
import io.msdatuner.core.device.DeviceClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Makes the JSON view of campaign sets. */
@Component
public class CampaignSetViews {

    private static final double NANOS = 1e9;

    private final CampaignSetService service;
    private final CampaignSets sets;
    private final CampaignFacts facts;
    private final LocalDevices devices;
    private final FleetDevices fleet;

    CampaignSetViews(
            CampaignSetService service,
            CampaignSets sets,
            CampaignFacts facts,
            LocalDevices devices,
            FleetDevices fleet) {
        this.service = service;
        this.sets = sets;
        this.facts = facts;
        this.devices = devices;
        this.fleet = fleet;
    }

    /** What the set has found so far. */
    public SetResult resultOf(CampaignSet set) {
        return SetResult.of(set, service.campaigns(set), facts);
    }

    /** @param baseUrl of the service, as the client reaches it */
    public CampaignSetResource of(CampaignSet set, String baseUrl) {
        var spec = set.spec();
        var campaigns = service.campaigns(set);
        var result = SetResult.of(set, campaigns, facts);
        return new CampaignSetResource(
                set.id().value(),
                service.stateOf(set).name(),
                spec.deviceClass().name(),
                measured(campaigns, spec.deviceClass()),
                spec.strategy(),
                spec.seed(),
                BudgetResource.of(spec.budget()),
                spec.deadline().orElse(null),
                set.createdAt(),
                seconds(sets.spent(set.id())),
                campaigns.stream()
                        .filter(campaign -> campaign.state().isActive())
                        .map(campaign -> campaign.id().value())
                        .findFirst()
                        .orElse(null),
                result.members().stream()
                        .map(member -> member(member, spec.deviceClass(), baseUrl))
                        .toList(),
                StepResource.of(result.steps()));
    }

    private String measured(List<Campaign> campaigns, DeviceClass deviceClass) {
        return campaigns.stream()
                .map(campaign -> campaign.spec().provenance().id())
                .findFirst()
                .or(() -> fleet.elsewhere(deviceClass.name())
                        .map(offered -> offered.device().provenance().id()))
                .orElseGet(() ->
                        devices.named(deviceClass.name()).device().provenance().id());
    }

    private MemberResource member(MemberResult result, DeviceClass deviceClass, String baseUrl) {
        var member = result.member();
        var summaries = result.campaigns().stream().map(facts::summaryOf).toList();
        var baselines = result.summary().map(CampaignSummary::baselines).orElseGet(Map::of);
        return new MemberResource(
                member.kernel().id(),
                member.shape().toString(),
                member.launches(),
                result.campaigns().stream()
                        .map(campaign -> campaign.id().value())
                        .toList(),
                summaries.stream()
                        .map(CampaignSummary::busyTime)
                        .mapToDouble(CampaignSetViews::seconds)
                        .sum(),
                summaries.stream().mapToInt(CampaignSummary::total).sum(),
                result.deciding().map(campaign -> campaign.id().value()).orElse(null),
                MedianResource.of(baselines),
                result.median(SetResult.BEST).map(MedianResource::of).orElse(null),
                speedup(result),
                BestLink.of(baseUrl, member.kernel(), member.shape(), deviceClass));
    }

    private static Map<String, Double> speedup(MemberResult result) {
        var factors = new TreeMap<String, Double>();
        result.summary()
                .ifPresent(summary -> summary.baselines()
                        .keySet()
                        .forEach(name -> summary.speedup(name).ifPresent(factor -> factors.put(name, factor))));
        return factors;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }
}
