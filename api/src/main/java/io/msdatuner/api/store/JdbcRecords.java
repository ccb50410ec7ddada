package io.msdatuner.api.store;

import io.msdatuner.api.store.JdbcPromotions.Change;
import io.msdatuner.api.store.RecordFeed.ServedRecord;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.Grounds.Kind;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.ModelBand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

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
        SELECT id, kernel, shape, device_class, toolchain, source_digest, determinism_wish, configuration, campaign_id, trial_number, measured, determinism, median_ns, ci_low_ns, ci_high_ns,
               band_low_ns, band_high_ns, samples, baselines, worst_error, artifact, promoted_at
        FROM records WHERE
        """;

    static final String ALL_SERVED = SELECT + "superseded_at IS NULL ORDER BY id";
    static final String SERVED_BY_ID = SELECT + "superseded_at IS NULL AND id = ?";

    private static final String SUPERSEDE =
            "UPDATE records SET superseded_at = :now WHERE " + SERVED_OF_KEY + " RETURNING id";

    private static final String INSERT = """
        INSERT INTO records (kernel, shape, device_class, toolchain, source_digest, determinism_wish, configuration,
            campaign_id, trial_number, measured, determinism, median_ns, ci_low_ns, ci_high_ns, band_low_ns, band_high_ns,
            samples, baselines, worst_error, artifact, promoted_at)
        VALUES (:kernel, :shape, :deviceClass, :toolchain, :sourceDigest, :wish, CAST(:configuration AS jsonb),
            :campaign, :trial, :measured, :determinism, :medianNs, :ciLowNs, :ciHighNs, :bandLowNs,
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
        return jdbc.sql(SELECT + where).params(columns(key)).query((row, number) -> record(row));
    }

    /** Of a row of {@link #ALL_SERVED}. */
    static ServedRecord served(ResultSet row) throws SQLException {
        return new ServedRecord(row.getLong("id"), record(row));
    }

    private static TuningRecord record(ResultSet row) throws SQLException {
        return new TuningRecord(key(row), Json.configuration(row.getString("configuration")), evidence(row));
    }

    private static RecordKey key(ResultSet row) throws SQLException {
        return new RecordKey(
                Kernel.parse(row.getString("kernel")),
                Shape.parse(row.getString("shape")),
                new DeviceClass(row.getString("device_class")),
                StorableText.decode(row.getString("toolchain")),
                row.getString("source_digest"),
                DeterminismWish.parse(row.getString("determinism_wish")));
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
        columns.put("baselines", baselines(evidence.baselines()));
        columns.put("worstError", evidence.worstError());
        columns.put("artifact", evidence.artifact());
        columns.put("promotedAt", utc(evidence.promotedAt()));
        return columns;
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        return new Evidence(
                row.getLong("campaign_id"),
                row.getInt("trial_number"),
                Provenance.valueOf(row.getString("measured").toUpperCase(Locale.ROOT)),
                new MedianEstimate(
                        row.getDouble("median_ns"),
                        row.getDouble("ci_low_ns"),
                        row.getDouble("ci_high_ns"),
                        row.getInt("samples"),
                        band(row)),
                baselines(row.getString("baselines")),
                Determinism.parse(row.getString("determinism")),
                row.getDouble("worst_error"),
                row.getString("artifact"),
                row.getObject("promoted_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<ModelBand> band(ResultSet row) throws SQLException {
        var lowNs = row.getDouble("band_low_ns");
        return row.wasNull() ? Optional.empty() : Optional.of(new ModelBand(lowNs, row.getDouble("band_high_ns")));
    }

    private static String baselines(Map<String, MedianEstimate> medians) {
        var node = Json.object();
        medians.forEach((name, median) -> {
            var times = node.putObject(name)
                    .put("medianNs", median.medianNs())
                    .put("ciLowNs", median.ciLowNs())
                    .put("ciHighNs", median.ciHighNs())
                    .put("samples", median.samples());
            median.band().ifPresent(band -> times.put("bandLowNs", band.lowNs()).put("bandHighNs", band.highNs()));
        });
        return node.toString();
    }

    private static Map<String, MedianEstimate> baselines(String json) {
        var medians = new TreeMap<String, MedianEstimate>();
        Json.parse(json)
                .forEachEntry((name, node) -> medians.put(
                        name,
                        new MedianEstimate(
                                Json.figure(node.required("medianNs")),
                                Json.figure(node.required("ciLowNs")),
                                Json.figure(node.required("ciHighNs")),
                                node.required("samples").intValue(),
                                band(node))));
        return medians;
    }

    private static Optional<ModelBand> band(JsonNode times) {
        return times.has("bandLowNs")
                ? Optional.of(new ModelBand(
                        Json.figure(times.required("bandLowNs")), Json.figure(times.required("bandHighNs"))))
                : Optional.empty();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
