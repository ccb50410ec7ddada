package io.msdatuner.api.store;

import io.msdatuner.api.store.JdbcPromotions.Change;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.Grounds.Kind;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.trial.ModelBand;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of records, in plain SQL because lookups must be cheap. */
final class JdbcRecords implements ServedRecords {
    /** With the columns of the unique index first, so that a lookup reads one row. */
    static final String OF_KEY = """
        kernel = :kernel AND shape = :shape AND device_class = :deviceClass AND source_digest = :sourceDigest
        AND determinism_wish = :wish AND md5(toolchain) = md5(:toolchain) AND toolchain = :toolchain
        """;

    private static final String SERVED_OF_KEY = OF_KEY + "AND superseded_at IS NULL";

    private static final String OTHER_TOOLCHAIN = """
        kernel = :kernel AND shape = :shape AND device_class = :deviceClass AND source_digest = :sourceDigest
        AND determinism_wish = :wish AND toolchain <> :toolchain AND superseded_at IS NULL ORDER BY id DESC
        """;

    private static final String SELECT = """
        SELECT id, kernel, shape, device_class, toolchain, source_digest, determinism_wish, configuration, campaign_id, trial_number, measured, platform, determinism, median_ns, ci_low_ns, ci_high_ns,
               band_low_ns, band_high_ns, samples, baselines, worst_error, artifact, promoted_at, superseded_at IS NULL AS served
        FROM records WHERE
        """;

    static final String ALL_SERVED = SELECT + "superseded_at IS NULL";
    static final String BY_ID = SELECT + "id = ?";

    private static final String SUPERSEDE =
            "UPDATE records SET superseded_at = :now WHERE " + SERVED_OF_KEY + " RETURNING id";

    private static final String INSERT = """
        INSERT INTO records (kernel, shape, device_class, toolchain, source_digest, determinism_wish, configuration,
            campaign_id, trial_number, measured, platform, determinism, median_ns, ci_low_ns, ci_high_ns, band_low_ns, band_high_ns,
            samples, baselines, worst_error, artifact, promoted_at)
        VALUES (:kernel, :shape, :deviceClass, :toolchain, :sourceDigest, :wish, CAST(:configuration AS jsonb),
            :campaign, :trial, :measured, :platform, :determinism, :medianNs, :ciLowNs, :ciHighNs, :bandLowNs,
            :bandHighNs, :samples,
            CAST(:baselines AS jsonb), :worstError, :artifact, :promotedAt)
        RETURNING id
        """;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Consumer<ServedRecord> promoted;
    private final Clock clock;

    private final JdbcPromotions promotions;

    /** @param promoted is told each promotion once it is committed */
    JdbcRecords(
            JdbcClient jdbc,
            Transactions transactions,
            JdbcPromotions promotions,
            Consumer<ServedRecord> promoted,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.promotions = promotions;
        this.promoted = promoted;
        this.clock = clock;
    }

    @Override
    public Optional<TuningRecord> find(RecordKey key) {
        return select(SERVED_OF_KEY, key).optional();
    }

    @Override
    public List<TuningRecord> history(RecordKey key) {
        return select(OF_KEY + "ORDER BY id", key).list();
    }

    List<TuningRecord> predecessors(RecordKey key) {
        return select(OTHER_TOOLCHAIN, key).list();
    }

    /** Supersedes the served record of the key and inserts this one, in the caller's transaction. */
    void promote(TuningRecord record, Grounds grounds, Instant now) {
        oneAtATime(record.key());
        var change = serve(record, now);
        promotions.add(change, Optional.of(record.evidence().campaign()), grounds, Optional.empty(), now);
    }

    /**
     * Writes down that the served record of the key stays, in the caller's transaction.
     *
     * @throws IllegalArgumentException if nothing is served for it
     */
    void retain(RecordKey key, CampaignId campaign, Grounds grounds, Instant now) {
        oneAtATime(key);
        var served = jdbc.sql("SELECT id FROM records WHERE " + SERVED_OF_KEY)
                .params(columns(key))
                .query((row, number) -> row.getLong(1))
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("nothing is served for " + key));
        promotions.add(
                new Change(served, Optional.empty()), Optional.of(campaign.value()), grounds, Optional.empty(), now);
    }

    @Override
    public Optional<TuningRecord> rollBack(RecordKey key, Optional<String> reason) {
        return transactions.call(() -> {
            oneAtATime(key);
            var before = beforeServed(history(key));
            before.ifPresent(record -> {
                var now = clock.instant();
                promotions.add(serve(record, now), Optional.empty(), Grounds.of(Kind.ROLLED_BACK), reason, now);
            });
            return before;
        });
    }

    /** The last record with another configuration than the one that is served. */
    private static Optional<TuningRecord> beforeServed(List<TuningRecord> history) {
        return history.stream()
                .filter(record -> !record.configuration()
                        .equals(history.get(history.size() - 1).configuration()))
                .reduce((earlier, later) -> later);
    }

    private void oneAtATime(RecordKey key) {
        transactions.oneAtATime("record " + columns(key));
    }

    private Change serve(TuningRecord record, Instant now) {
        var key = columns(record.key());
        var replaced = jdbc.sql(SUPERSEDE)
                .params(key)
                .param("now", utc(now))
                .query((row, number) -> row.getLong(1))
                .optional();
        var id = jdbc.sql(INSERT)
                .params(key)
                .param("configuration", Json.write(record.configuration()))
                .params(columns(record.evidence()))
                .query((row, number) -> row.getLong(1))
                .single();
        transactions.afterCommit(() -> promoted.accept(new ServedRecord(id, record)));
        return new Change(id, replaced);
    }

    private JdbcClient.MappedQuerySpec<TuningRecord> select(String where, RecordKey key) {
        return jdbc.sql(SELECT + where)
                .params(columns(key))
                .query((row, number) -> ServedRecord.of(row, new SharedTexts()).record());
    }

    static Map<String, Object> columns(RecordKey key) {
        var columns = new TreeMap<String, Object>();
        columns.put("kernel", key.kernel().id());
        columns.put("shape", key.shape().toString());
        columns.put("deviceClass", key.deviceClass().name());
        columns.put("toolchain", StorableText.encode(key.toolchain()));
        columns.put("sourceDigest", key.sourceDigest());
        columns.put("wish", key.determinism().id());
        return columns;
    }

    private static Map<String, Object> columns(Evidence evidence) {
        var columns = new HashMap<String, Object>();
        columns.put("campaign", evidence.campaign());
        columns.put("trial", evidence.trial());
        columns.put("measured", evidence.provenance().id());
        columns.put("determinism", evidence.determinism().id());
        columns.put("medianNs", evidence.median().medianNs());
        columns.put("ciLowNs", evidence.median().ciLowNs());
        columns.put("ciHighNs", evidence.median().ciHighNs());
        columns.put("bandLowNs", evidence.median().band().map(ModelBand::lowNs).orElse(null));
        columns.put(
                "bandHighNs", evidence.median().band().map(ModelBand::highNs).orElse(null));
        columns.put("samples", evidence.median().samples());
        columns.put("platform", StorableText.encode(evidence.platform()));
        columns.put("baselines", BaselinesJson.write(evidence.baselines()));
        columns.put("worstError", evidence.worstError());
        columns.put("artifact", evidence.artifact());
        columns.put("promotedAt", utc(evidence.promotedAt()));
        return columns;
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
