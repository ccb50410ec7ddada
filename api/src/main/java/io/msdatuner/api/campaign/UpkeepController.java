package io.msdatuner.api.campaign;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns that follow from what is served and asked for. */
@RestController
class UpkeepController {

    private final MissesCampaigns misses;
    private final RevalidationCampaigns revalidations;

    UpkeepController(MissesCampaigns misses, RevalidationCampaigns revalidations) {
        this.misses = misses;
        this.revalidations = revalidations;
    }

    record MadeList(List<MissesCampaigns.MissCampaign> campaigns) {}

    record RevalidationList(List<RevalidationCampaigns.Revalidation> campaigns) {}

    @PostMapping(path = CampaignController.PATH + ":revalidate", produces = MediaType.APPLICATION_JSON_VALUE)
    RevalidationList revalidate(@RequestBody RevalidationRequest request) {
        return new RevalidationList(revalidations.create(request));
    }

    @PostMapping(path = CampaignController.PATH + ":fromMisses", produces = MediaType.APPLICATION_JSON_VALUE)
    MadeList create(@RequestBody MissesRequest request) {
        return new MadeList(misses.create(request));
    }
}
