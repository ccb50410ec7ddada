package io.msdatuner.api.campaign;

import io.msdatuner.api.store.CampaignArchive;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class T4Controller {

    private final CampaignLedger ledger;
    private final CampaignArchive archive;

    T4Controller(CampaignLedger ledger, CampaignArchive archive) {
        this.ledger = ledger;
        this.archive = archive;
    }

    @GetMapping(path = CampaignController.PATH + "/{id}/t4", produces = MediaType.APPLICATION_JSON_VALUE)
    T4Document t4(@PathVariable String id) {
        var campaign = ledger.get(CampaignController.parseId(id)).id();
        return T4Document.of(archive.trialsAfter(campaign, -1, Integer.MAX_VALUE));
    }
}
