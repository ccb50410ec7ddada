package io.msdatuner.api.cli;

import io.msdatuner.core.campaign.CampaignState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The service's campaigns. */
final class Campaigns {
    private static final int PAGE = 200;

    private final TunerClient client;

    Campaigns(TunerClient client) {
        this.client = client;
    }

    CampaignView get(long id) {
        return new CampaignView(client.get("/campaigns/" + id));
    }

    CampaignView create(CampaignOrder order) {
        return new CampaignView(client.post("/campaigns", order.toJson()));
    }

    CampaignView resume(long id) {
        return new CampaignView(client.post("/campaigns/" + id + "/resume"));
    }

    CampaignView cancel(long id) {
        return new CampaignView(client.post("/campaigns/" + id + "/cancel"));
    }

    /** Newest first. */
    List<CampaignView> list(String state, int limit) {
        var found = new ArrayList<CampaignView>();
        visit(state, campaign -> {
            found.add(campaign);
            return found.size() < limit;
        });
        return found;
    }

    /** The newest campaign for the very same that is not at its end. */
    Optional<CampaignView> findResumable(CampaignOrder order) {
        var found = new ArrayList<CampaignView>();
        visit("", campaign -> {
            if (campaign.state() != CampaignState.COMPLETED && order.isFor(campaign)) {
                found.add(campaign);
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    private void visit(String state, Predicate<CampaignView> wantsMore) {
        var query = new LinkedHashMap<String, String>();
        query.put("pageSize", String.valueOf(PAGE));
        if (!state.isEmpty()) {
            query.put("state", state);
        }
        String token;
        do {
            var page = client.get("/campaigns", query);
            for (var campaign : page.path("campaigns")) {
                if (!wantsMore.test(new CampaignView(campaign))) {
                    return;
                }
            }
            token = page.path("nextPageToken").asString("");
            query.put("pageToken", token);
        } while (!token.isEmpty());
    }
}
