package io.msdatuner.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.api.best.Wanted;
import io.msdatuner.api.best.WantedProblems;
import io.msdatuner.api.device.LocalDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates campaigns for what was looked up in vain, those first that are expected to save the most device time. */
@Component
class MissesCampaigns {

    private final WantedProblems wanted;
    private final LocalDevices devices;
    private final CampaignSpecs specs;
    private final CampaignLedger ledger;
    private final CampaignService campaigns;

    MissesCampaigns(
            WantedProblems wanted,
            LocalDevices devices,
            CampaignSpecs specs,
            CampaignLedger ledger,
            CampaignService campaigns) {
        this.wanted = wanted;
        this.devices = devices;
        this.specs = specs;
        this.ledger = ledger;
        this.campaigns = campaigns;
    }

    /**
     * A campaign with why it was made.
     *
     * @param expectedSavedNs over all these lookups, if each launched once; left out if nothing is known of the device class
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MissCampaign(
            long campaign,
            String kernel,
            String shape,
            long lookups,
            @Nullable Double expectedSavedNs) {}

    /** A shape that waits or runs already gets no second campaign. Nothing is created if anything is not allowed. */
    List<MissCampaign> create(MissesRequest request) {
        var limit = request.limit();
        var local = devices.named(request.deviceClass());
        var chosen = wanted.on(local).stream()
                .filter(problem -> !ledger.isActive(local.device().deviceClass(), problem.kernel(), problem.shape()))
                .limit(limit)
                .toList();
        chosen.forEach(problem -> specs.of(campaign(request, problem)));
        var made = new ArrayList<MissCampaign>();
        for (var problem : chosen) {
            var created = campaigns.create(campaign(request, problem), Optional.empty());
            made.add(made(created.campaign().id().value(), problem));
        }
        return made;
    }

    private static CampaignRequest campaign(MissesRequest request, Wanted problem) {
        return new CampaignRequest(
                problem.kernel().id(),
                problem.shape().toString(),
                request.deviceClass(),
                request.strategy(),
                request.seed(),
                request.budget(),
                null);
    }

    private static MissCampaign made(long campaign, Wanted problem) {
        var saved = problem.savedNsPerLaunch();
        return new MissCampaign(
                campaign,
                problem.kernel().id(),
                problem.shape().toString(),
                problem.lookups(),
                saved.isPresent() ? saved.getAsDouble() * problem.lookups() : null);
    }
}
