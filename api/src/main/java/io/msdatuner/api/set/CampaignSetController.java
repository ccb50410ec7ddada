package io.msdatuner.api.set;

import io.msdatuner.api.paging.Page;
import io.msdatuner.api.paging.PageSize;
import io.msdatuner.api.paging.PageTokens;
import io.msdatuner.api.store.CampaignSets;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import java.net.URI;
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
@RequestMapping(path = CampaignSetController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class CampaignSetController {

    static final String PATH = "/api/v1/campaign-sets";

    private static final String LISTING = "campaign sets";

    private final CampaignSetService service;
    private final CampaignSets sets;
    private final CampaignSetViews views;
    private final PageTokens tokens;

    CampaignSetController(CampaignSetService service, CampaignSets sets, CampaignSetViews views, PageTokens tokens) {
        this.service = service;
        this.sets = sets;
        this.views = views;
        this.tokens = tokens;
    }

    record CampaignSetList(
            List<CampaignSetResource> campaignSets,
            @Nullable String nextPageToken) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CampaignSetResource> create(
            @RequestBody CampaignSetRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var created = service.create(request, Optional.ofNullable(key));
        return ResponseEntity.status(created.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create(baseUrl() + PATH + "/" + created.set().id()))
                .body(view(created.set()));
    }

    @GetMapping
    CampaignSetList list(
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken) {
        var size = PageSize.parse(pageSize);
        var before = tokens.read(LISTING, pageToken);
        var page = Page.of(sets.list(before, size + 1), size, set -> set.id().value(), tokens, LISTING);
        return new CampaignSetList(
                page.items().stream().map(this::view).toList(),
                page.nextPageToken().orElse(null));
    }

    @GetMapping("/{id}")
    CampaignSetResource get(@PathVariable String id) {
        return view(service.get(CampaignSetService.parseId(id)));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<CampaignSetResource> cancel(@PathVariable String id) throws InterruptedException {
        return ResponseEntity.accepted().body(view(service.cancel(CampaignSetService.parseId(id))));
    }

    @PostMapping("/{id}/resume")
    ResponseEntity<CampaignSetResource> resume(@PathVariable String id) {
        var resumed = service.resume(CampaignSetService.parseId(id));
        return ResponseEntity.status(resumed.wasActive() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(view(resumed.set()));
    }

    private CampaignSetResource view(CampaignSet set) {
        return views.of(set, baseUrl());
    }

    private static String baseUrl() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }
}
