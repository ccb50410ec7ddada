package io.msdatuner.api.campaign;

import io.msdatuner.api.problem.ProblemCode;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.TuningStore;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** Live events. Each follower has a thread, so a slow one delays nobody; there is room for a limited number. */
@RestController
class EventController {

    private static final Logger LOG = LoggerFactory.getLogger(EventController.class);

    private final TuningStore store;
    private final CampaignLedger ledger;
    private final CampaignEvents events;
    private final CampaignViews views;
    private final JsonMapper json;
    private final Semaphore room = new Semaphore(EventThreads.MAX);

    EventController(
            TuningStore store, CampaignLedger ledger, CampaignEvents events, CampaignViews views, JsonMapper json) {
        this.store = store;
        this.ledger = ledger;
        this.events = events;
        this.views = views;
        this.json = json;
    }

    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = String.class)))
    @GetMapping(path = CampaignController.PATH + "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<StreamingResponseBody> follow(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response) {
        var campaign = ledger.get(CampaignController.parseId(id)).id();
        var known = last == null || last.isEmpty()
                ? new BitSet()
                : finished(campaign).upTo(last);
        var baseUrl = CampaignController.baseUrl();
        if (!room.tryAcquire()) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_STREAMS,
                    "%d clients follow campaigns already; try again later, or read the campaign instead"
                            .formatted(EventThreads.MAX));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .body(body -> stream(campaign, known, baseUrl, new EventStream.Client(body, response::flushBuffer)));
    }

    private void stream(CampaignId campaign, BitSet known, String baseUrl, EventStream.Client client) {
        var source = new EventStream.Source(
                () -> ledger.get(campaign), () -> finished(campaign), current -> views.of(current, baseUrl));
        try (var subscription = events.subscribe(campaign)) {
            new EventStream(source, subscription, known, json, client).run();
        } catch (IOException e) {
            LOG.debug("a client stopped following campaign {}", campaign, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the events of campaign {} ended early", campaign, e);
        } finally {
            room.release();
        }
    }

    private FinishOrder finished(CampaignId campaign) {
        return FinishOrder.of(store.trials(campaign));
    }
}
