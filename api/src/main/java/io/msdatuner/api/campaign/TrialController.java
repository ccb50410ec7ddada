package io.msdatuner.api.campaign;

import io.msdatuner.api.paging.Page;
import io.msdatuner.api.paging.PageSize;
import io.msdatuner.api.paging.PageTokens;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.CampaignArchive;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = CampaignController.PATH + "/{id}/trials", produces = MediaType.APPLICATION_JSON_VALUE)
class TrialController {

    private final CampaignLedger ledger;
    private final CampaignArchive archive;
    private final PageTokens tokens;

    TrialController(CampaignLedger ledger, CampaignArchive archive, PageTokens tokens) {
        this.ledger = ledger;
        this.archive = archive;
        this.tokens = tokens;
    }

    record TrialList(List<TrialResource> trials, @Nullable String nextPageToken) {}

    @GetMapping
    TrialList list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken) {
        var campaign = ledger.get(CampaignController.parseId(id)).id();
        var size = PageSize.parse(pageSize);
        var listing = "trials of " + campaign;
        var after = (int) tokens.read(listing, pageToken).orElse(-1);
        var page = Page.of(archive.trialsAfter(campaign, after, size + 1), size, Trial::number, tokens, listing);
        return new TrialList(
                page.items().stream().map(TrialResource::withoutSamples).toList(),
                page.nextPageToken().orElse(null));
    }

    @GetMapping("/{number}")
    TrialResource get(@PathVariable String id, @PathVariable String number) {
        var campaign = ledger.get(CampaignController.parseId(id)).id();
        if (!number.matches("0|[1-9][0-9]{0,8}")) {
            throw missing(id, number);
        }
        return archive.trial(campaign, Integer.parseInt(number))
                .map(TrialResource::withSamples)
                .orElseThrow(() -> missing(id, number));
    }

    private static ProblemException missing(String id, String number) {
        return ProblemException.notFound("campaign %s has no trial '%s'".formatted(id, number));
    }
}
