package io.msdatuner.api.report;

import io.msdatuner.api.campaign.CampaignResource;
import io.msdatuner.api.campaign.CampaignViews;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.report.ReportDocument.CurvePoint;
import io.msdatuner.api.report.ReportDocument.EnvironmentResource;
import io.msdatuner.api.report.ReportDocument.MemberReport;
import io.msdatuner.api.set.CampaignSetViews;
import io.msdatuner.api.set.SetResult.MemberResult;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.set.LearningCurve;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what a report says. */
@Component
class Reports {

    private final TuningStore store;
    private final CampaignViews campaigns;
    private final CampaignSetViews sets;
    private final ReportCommands commands;
    private final LocalDevices devices;
    private final Clock clock;

    Reports(
            TuningStore store,
            CampaignViews campaigns,
            CampaignSetViews sets,
            ReportCommands commands,
            LocalDevices devices,
            Clock clock) {
        this.store = store;
        this.campaigns = campaigns;
        this.sets = sets;
        this.commands = commands;
        this.devices = devices;
        this.clock = clock;
    }

    /** @param baseUrl of the service, as the client reaches it */
    ReportDocument of(CampaignSet set, String baseUrl) {
        var resource = sets.of(set, baseUrl);
        var members = sets.resultOf(set).members();
        var all =
                members.stream().flatMap(member -> member.campaigns().stream()).toList();
        return new ReportDocument(
                ReportDocument.SCHEMA,
                "campaign set " + set.id(),
                clock.instant(),
                resource.measured(),
                environment(set.spec().deviceClass(), all),
                resource,
                members.stream().map(member -> member(member, baseUrl)).toList(),
                commands.of(set.spec()));
    }

    ReportDocument of(Campaign campaign, String baseUrl) {
        var spec = campaign.spec();
        var member = new MemberReport(
                spec.kernel().id(),
                spec.shape().toString(),
                1,
                List.of(campaign.id().value()),
                campaigns.of(campaign, baseUrl),
                curve(List.of(campaign)));
        return new ReportDocument(
                ReportDocument.SCHEMA,
                "campaign " + campaign.id(),
                clock.instant(),
                spec.provenance().id(),
                environment(spec.deviceClass(), List.of(campaign)),
                null,
                List.of(member),
                commands.of(spec));
    }

    private EnvironmentResource environment(DeviceClass deviceClass, List<Campaign> all) {
        Map<String, String> digests = new TreeMap<>();
        all.forEach(campaign ->
                digests.put(campaign.spec().kernel().id(), campaign.spec().sourceDigest()));
        return new EnvironmentResource(
                deviceClass.name(),
                devices.find(deviceClass)
                        .map(local -> local.device().fingerprint().facts())
                        .orElseGet(Map::of),
                all.stream()
                        .map(campaign -> campaign.spec().toolchain())
                        .distinct()
                        .toList(),
                digests);
    }

    private MemberReport member(MemberResult result, String baseUrl) {
        var own = result.campaigns();
        var shown = result.deciding().or(() -> own.stream().reduce((earlier, later) -> later));
        @Nullable
        CampaignResource view =
                shown.map(campaign -> campaigns.of(campaign, baseUrl)).orElse(null);
        return new MemberReport(
                result.member().kernel().id(),
                result.member().shape().toString(),
                result.member().launches(),
                own.stream().map(campaign -> campaign.id().value()).toList(),
                view,
                curve(own));
    }

    private List<CurvePoint> curve(List<Campaign> all) {
        var trials = all.stream()
                .flatMap(campaign -> store.trials(campaign.id()).stream())
                .toList();
        return points(LearningCurve.of(trials).bestSoFarNs());
    }

    /** Where the best changed, and the end. */
    static List<CurvePoint> points(double[] bestNs) {
        var points = new ArrayList<CurvePoint>();
        for (var i = 0; i < bestNs.length; i++) {
            var changed = i == 0 || bestNs[i] < bestNs[i - 1];
            if (Double.isFinite(bestNs[i]) && (changed || i == bestNs.length - 1)) {
                points.add(new CurvePoint(i + 1, bestNs[i]));
            }
        }
        return points;
    }
}
