package io.msdatuner.api.best;

import io.msdatuner.api.paging.Page;
import io.msdatuner.api.paging.PageSize;
import io.msdatuner.api.paging.PageTokens;
import io.msdatuner.api.store.PromotionLog;
import io.msdatuner.api.store.PromotionLog.Decision;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PromotionController {

    private static final String LISTING = "promotions";

    private final Rollback rollback;
    private final PromotionLog log;
    private final PageTokens tokens;

    PromotionController(Rollback rollback, PromotionLog log, PageTokens tokens) {
        this.rollback = rollback;
        this.log = log;
        this.tokens = tokens;
    }

    record PromotionList(
            List<PromotionResource> promotions, @Nullable String nextPageToken) {}

    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BestResource.class)))
    @PostMapping(path = "/api/v1/configurations:rollback", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> rollBack(@RequestBody RollbackRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(rollback.of(request).body());
    }

    @GetMapping(path = "/api/v1/promotions", produces = MediaType.APPLICATION_JSON_VALUE)
    PromotionList list(
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken) {
        var size = PageSize.parse(pageSize);
        var before = tokens.read(LISTING, pageToken);
        var page = Page.of(log.decisions(before, size + 1), size, Decision::id, tokens, LISTING);
        return new PromotionList(
                page.items().stream().map(PromotionResource::of).toList(),
                page.nextPageToken().orElse(null));
    }
}
