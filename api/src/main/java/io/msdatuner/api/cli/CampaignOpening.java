package io.msdatuner.api.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Creates campaigns, or goes on with an earlier one for the very same that did not come to its end. */
final class CampaignOpening {
    private final Campaigns campaigns;
    private final Consumer<String> notes;

    CampaignOpening(Campaigns campaigns, Consumer<String> notes) {
        this.campaigns = campaigns;
        this.notes = notes;
    }

    /** Gives the ids in order. If one is refused, those that were opened before it are cancelled. */
    List<Long> open(List<CampaignOrder> orders) {
        var opened = new ArrayList<Long>();
        try {
            orders.forEach(order -> opened.add(open(order)));
            return opened;
        } catch (ServiceProblem | CommandFailure e) {
            opened.forEach(campaigns::cancel);
            throw e;
        }
    }

    private long open(CampaignOrder order) {
        return campaigns
                .findResumable(order)
                .flatMap(this::resume)
                .orElseGet(() -> campaigns.create(order))
                .id();
    }

    /** Empty if the service does not let it go on, for example because its kernel sources have changed since. */
    private Optional<CampaignView> resume(CampaignView campaign) {
        try {
            var resumed = campaigns.resume(campaign.id());
            notes.accept("resuming campaign " + campaign.id() + ": " + campaign.trials("total") + " trials known");
            return Optional.of(resumed);
        } catch (ServiceProblem e) {
            if (!e.code().equals("campaign-state")) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
