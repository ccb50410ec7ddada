package io.msdatuner.api.report;

import io.msdatuner.api.campaign.CampaignService;
import io.msdatuner.api.set.CampaignSetService;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.core.campaign.Campaign;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Reports in the form that the client accepts: JSON, or a page for a browser. */
@RestController
class ReportController {

    private static final String OF_SET = "/api/v1/campaign-sets/{id}/report";
    private static final String OF_CAMPAIGN = "/api/v1/campaigns/{id}/report";
    private static final String HTML = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";

    private final Reports reports;
    private final CampaignSetService sets;
    private final CampaignService campaigns;

    ReportController(Reports reports, CampaignSetService sets, CampaignService campaigns) {
        this.reports = reports;
        this.sets = sets;
        this.campaigns = campaigns;
    }

    @GetMapping(path = OF_SET, produces = MediaType.APPLICATION_JSON_VALUE)
    ReportDocument ofSet(@PathVariable String id) {
        return reports.of(set(id), baseUrl());
    }

    @GetMapping(path = OF_SET, produces = HTML)
    String pageOfSet(@PathVariable String id) {
        return HtmlReport.of(reports.of(set(id), baseUrl()));
    }

    @GetMapping(path = OF_CAMPAIGN, produces = MediaType.APPLICATION_JSON_VALUE)
    ReportDocument ofCampaign(@PathVariable String id) {
        return reports.of(campaign(id), baseUrl());
    }

    @GetMapping(path = OF_CAMPAIGN, produces = HTML)
    String pageOfCampaign(@PathVariable String id) {
        return HtmlReport.of(reports.of(campaign(id), baseUrl()));
    }

    private CampaignSet set(String id) {
        return sets.get(CampaignSetService.parseId(id));
    }

    private Campaign campaign(String id) {
        return campaigns.get(id);
    }

    private static String baseUrl() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }
}
