package io.msdatuner.api.store;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.TuningStore;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcIdempotencyKeys implements IdempotencyKeys {
    private static final int MAX_LENGTH = 255;

    private final TuningStore store;
    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Clock clock;

    private record Remembered(String requestDigest, CampaignId campaign) {}

    JdbcIdempotencyKeys(TuningStore store, JdbcClient jdbc, Transactions transactions, Clock clock) {
        this.store = store;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public CreatedOnce createOnce(String key, String requestDigest, CampaignSpec spec) {
        if (key.isEmpty() || key.length() > MAX_LENGTH) {
            throw new InvalidValueException("Idempotency-Key", key, "1 to " + MAX_LENGTH + " characters");
        }
        return transactions.call(() -> {
            transactions.oneAtATime("idempotency key " + key);
            return find(key)
                    .map(remembered -> repeated(key, requestDigest, remembered))
                    .orElseGet(() -> create(key, requestDigest, spec));
        });
    }

    private Optional<Remembered> find(String key) {
        return jdbc.sql("SELECT request_digest, campaign_id FROM idempotency_keys WHERE key = :key")
                .param("key", key)
                .query((row, number) -> new Remembered(row.getString(1), new CampaignId(row.getLong(2))))
                .optional();
    }

    private CreatedOnce repeated(String key, String requestDigest, Remembered remembered) {
        if (!remembered.requestDigest().equals(requestDigest)) {
            throw new IdempotencyKeyReusedException(key, remembered.campaign());
        }
        return new CreatedOnce(store.find(remembered.campaign()).orElseThrow(), false);
    }

    private CreatedOnce create(String key, String requestDigest, CampaignSpec spec) {
        var campaign = store.create(spec);
        jdbc.sql("INSERT INTO idempotency_keys (key, request_digest, campaign_id, created_at)"
                        + " VALUES (:key, :digest, :campaign, :now)")
                .param("key", key)
                .param("digest", requestDigest)
                .param("campaign", campaign.id().value())
                .param("now", JdbcRecords.utc(clock.instant()))
                .update();
        return new CreatedOnce(campaign, true);
    }
}
