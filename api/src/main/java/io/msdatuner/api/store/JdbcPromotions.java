package io.msdatuner.api.store;

import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcPromotions implements PromotionLog {
    private static final String SELECT = """
            SELECT p.id AS decision_id, p.replaced_id, p.campaign_id AS decided_campaign_id, p.grounds, p.pairs, p.wins, p.gain,
                   p.reason, p.decided_at, r.*
            FROM promotions p JOIN records r ON r.id = p.record_id WHERE
            """;

    private final JdbcClient jdbc;

    JdbcPromotions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param replaced what was served before, if that changed */
    record Change(long served, Optional<Long> replaced) {}

    /** In the caller's transaction. */
    void add(Change change, Optional<Long> campaign, Grounds grounds, Optional<String> reason, Instant now) {
        jdbc.sql(
                        "INSERT INTO promotions (record_id, replaced_id, campaign_id, grounds, pairs, wins, gain, reason, decided_at)"
                                + " VALUES (:served, :replaced, :campaign, :grounds, :pairs, :wins, :gain, :reason, :now)")
                .param("served", change.served())
                .param("replaced", change.replaced().orElse(null))
                .param("campaign", campaign.orElse(null))
                .param("grounds", grounds.kind().id())
                .param("pairs", grounds.pairs())
                .param("wins", grounds.wins())
                .param("gain", grounds.gain())
                .param("reason", reason.map(StorableText::encode).orElse(null))
                .param("now", JdbcRecords.utc(now))
                .update();
    }

    @Override
    public List<Decision> decisions(OptionalLong before, int most) {
        return jdbc.sql(SELECT + "p.id < :before ORDER BY p.id DESC LIMIT :most")
                .param("before", before.orElse(Long.MAX_VALUE))
                .param("most", most)
                .query((row, number) -> decision(row))
                .list();
    }

    @Override
    public List<Decision> of(RecordKey key) {
        return jdbc.sql(SELECT + JdbcRecords.OF_KEY + "ORDER BY p.id")
                .params(JdbcRecords.columns(key))
                .query((row, number) -> decision(row))
                .list();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        var served = ServedRecord.of(row, new SharedTexts());
        return new Decision(
                row.getLong("decision_id"),
                served.record(),
                served.id(),
                optionalLong(row, "replaced_id"),
                optionalLong(row, "decided_campaign_id"),
                new Grounds(
                        Grounds.Kind.of(row.getString("grounds")),
                        row.getInt("pairs"),
                        row.getInt("wins"),
                        row.getDouble("gain")),
                Optional.ofNullable(row.getString("reason")).map(StorableText::decode),
                row.getObject("decided_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
