package io.msdatuner.api.store;

import io.msdatuner.core.campaign.CampaignId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcSampleArchive implements SampleArchive {
    /** A campaign that can be resumed needs the samples of its challenges once more; no active one is touched at all. */
    private static final String PRUNABLE = """
            SELECT t.campaign_id, t.number, cardinality(t.samples_ns) AS samples
            FROM trials t JOIN campaigns c ON c.id = t.campaign_id
            WHERE t.outcome = 'measured' AND t.pruned_samples IS NULL AND t.finished_at < :before
              AND (c.state = 'COMPLETED' OR (c.state NOT IN ('PENDING', 'RUNNING') AND t.purpose <> 'challenge'))
              AND NOT EXISTS (
                  SELECT FROM records r WHERE (r.campaign_id, r.trial_number) = (t.campaign_id, t.number))
            ORDER BY t.finished_at, t.campaign_id, t.number LIMIT :most
            """;

    private static final String PRUNE = """
            WITH pruned AS (
                UPDATE trials t SET pruned_samples = cardinality(t.samples_ns), samples_ns = '{}'
                FROM unnest(CAST(:campaigns AS bigint[]), CAST(:numbers AS integer[])) AS old (campaign_id, number)
                WHERE (t.campaign_id, t.number) = (old.campaign_id, old.number) AND t.pruned_samples IS NULL
                RETURNING t.pruned_samples)
            SELECT count(*) AS trials, coalesce(sum(pruned_samples), 0) AS samples FROM pruned
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcSampleArchive(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<PrunableTrial> prunable(Instant before, int most) {
        return jdbc.sql(PRUNABLE)
                .param("before", JdbcRecords.utc(before))
                .param("most", most)
                .query((row, index) -> new PrunableTrial(
                        new CampaignId(row.getLong("campaign_id")), row.getInt("number"), row.getInt("samples")))
                .list();
    }

    @Override
    public Amount prune(List<PrunableTrial> trials) {
        return jdbc.sql(PRUNE)
                .param(
                        "campaigns",
                        trials.stream().map(trial -> trial.campaign().value()).toArray(Long[]::new))
                .param("numbers", trials.stream().map(PrunableTrial::number).toArray(Integer[]::new))
                .query((row, index) -> amount(row))
                .single();
    }

    @Override
    public void record(Instant olderThan, Amount amount) {
        jdbc.sql(
                        "INSERT INTO prunings (older_than, trials, samples, pruned_at) VALUES (:before, :trials, :samples, :now)")
                .param("before", JdbcRecords.utc(olderThan))
                .param("trials", amount.trials())
                .param("samples", amount.samples())
                .param("now", JdbcRecords.utc(clock.instant()))
                .update();
    }

    @Override
    public List<Pruning> prunings(int most) {
        return jdbc.sql("SELECT older_than, trials, samples, pruned_at FROM prunings ORDER BY id DESC LIMIT :most")
                .param("most", most)
                .query((row, index) -> new Pruning(instant(row, "older_than"), amount(row), instant(row, "pruned_at")))
                .list();
    }

    private static Amount amount(ResultSet row) throws SQLException {
        return new Amount(row.getInt("trials"), row.getLong("samples"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
