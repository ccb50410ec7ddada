package io.msdatuner.api.best;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.api.store.PromotionLog.Decision;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decision about what is served.
 *
 * @param grounds {@code first}, {@code renewed}, {@code won}, {@code champion-failed}, {@code kept} or {@code rolled-back}
 * @param record id of what is served after it
 * @param replaced id of what was served before, left out if nothing was or it stays
 * @param campaign whose winner it was about, left out after a rollback
 * @param pairs how many times champion and challenger were timed side by side
 * @param wins in how many the challenger was clearly the faster
 * @param gain how many times faster it was, the median over the pairs; left out without any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PromotionResource(
        long id,
        String grounds,
        String kernel,
        String shape,
        String deviceClass,
        String determinism,
        long record,
        @Nullable Long replaced,
        @Nullable Long campaign,
        Map<String, Object> configuration,
        String configurationId,
        int pairs,
        int wins,
        @Nullable Double gain,
        @Nullable String reason,
        Instant decidedAt) {

    static PromotionResource of(Decision decision) {
        var served = decision.served();
        var grounds = decision.grounds();
        return new PromotionResource(
                decision.id(),
                grounds.kind().id(),
                served.key().kernel().id(),
                served.key().shape().toString(),
                served.key().deviceClass().name(),
                served.key().determinism().id(),
                decision.record(),
                decision.replaced().orElse(null),
                decision.campaign().orElse(null),
                ConfigurationResource.of(served.configuration()),
                served.configuration().id(),
                grounds.pairs(),
                grounds.wins(),
                grounds.pairs() == 0 ? null : grounds.gain(),
                decision.reason().orElse(null),
                decision.decidedAt());
    }
}
