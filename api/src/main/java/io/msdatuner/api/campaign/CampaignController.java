package io.msdatuner.api.campaign;

import io.msdatuner.api.paging.Page;
import io.msdatuner.api.paging.PageSize;
import io.msdatuner.api.paging.PageTokens;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.CampaignArchive;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(path = CampaignController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class CampaignController {

    static final String PATH = "/api/v1/campaigns";

    private final CampaignService service;
    private final CampaignLedger ledger;
    private final CampaignArchive archive;
    private final CampaignViews views;
    private final PageTokens tokens;

    CampaignController(
            CampaignService service,
            CampaignLedger ledger,
            CampaignArchive archive,
            CampaignViews views,
            PageTokens tokens) {
        this.service = service;
        this.ledger = ledger;
        this.archive = archive;
        this.views = views;
        this.tokens = tokens;
    }

    record CampaignList(
            List<CampaignResource> campaigns, @Nullable String nextPageToken) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CampaignResource> create(
            @RequestBody CampaignRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var created = service.create(request, Optional.ofNullable(key));
        var location = URI.create(baseUrl() + PATH + "/" + created.campaign().id());
        return ResponseEntity.status(created.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(location)
                .body(view(created.campaign()));
    }

    @GetMapping
    CampaignList list(
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken,
            @RequestParam(required = false) @Nullable String state) {
        var wanted = parseState(state);
        var size = PageSize.parse(pageSize);
        var listing = "campaigns" + wanted.map(only -> " " + only).orElse("");
        var before = tokens.read(listing, pageToken);
        var page = Page.of(
                archive.campaigns(wanted, before, size + 1),
                size,
                campaign -> campaign.id().value(),
                tokens,
                listing);
        return new CampaignList(
                page.items().stream().map(this::view).toList(),
                page.nextPageToken().orElse(null));
    }

    @GetMapping("/{id}")
    CampaignResource get(@PathVariable String id) {
        return view(ledger.get(parseId(id)));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<CampaignResource> cancel(@PathVariable String id) throws InterruptedException {
        return ResponseEntity.accepted().body(view(service.cancel(parseId(id))));
    }

    @PostMapping("/{id}/resume")
    ResponseEntity<CampaignResource> resume(@PathVariable String id) {
        var resumed = service.resume(parseId(id));
        return ResponseEntity.status(resumed.wasActive() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(view(resumed.campaign()));
    }

    /** What is no number is no campaign's id either. */
    static CampaignId parseId(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw ProblemException.notFound("there is no campaign '%s'; an id is a number from 1".formatted(id));
        }
        return new CampaignId(Long.parseLong(id));
    }

    /** As the client reaches this service. */
    static String baseUrl() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }

    private CampaignResource view(Campaign campaign) {
        return views.of(campaign, baseUrl());
    }

    private static Optional<CampaignState> parseState(@Nullable String state) {
        if (state == null || state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(CampaignState.values())
                .filter(known -> known.name().equals(state))
                .findFirst()
                .orElseThrow(() -> {
                    var allowed = Arrays.toString(CampaignState.values());
                    return new InvalidValueException("state", state, allowed.substring(1, allowed.length() - 1));
                }));
    }
}
