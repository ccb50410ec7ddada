package io.msdatuner.api.store;

import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.transfer.TrialTime;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcTrialTimes implements TrialTimes {
    private static final int MOST_CAMPAIGNS = 8;

    private static final String SELECT = """
        SELECT campaign_id, purpose, baseline, configuration, median_ns, verification ->> 'determinism' AS determinism
        FROM trials
        WHERE campaign_id IN (
            SELECT id FROM campaigns
            WHERE kernel = :kernel AND shape = :shape AND device_class = :deviceClass AND source_digest = :sourceDigest
              AND md5(toolchain) = md5(:toolchain) AND toolchain = :toolchain AND measured = :measured
            ORDER BY id DESC LIMIT :campaigns)
          AND implementation = 'tuned' AND outcome = 'measured' AND purpose <> 'challenge'
        ORDER BY campaign_id, number
        """;

    private final JdbcClient jdbc;

    JdbcTrialTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<TrialTime> of(RecordKey key, Provenance measured) {
        return jdbc.sql(SELECT)
                .params(JdbcRecords.columns(key))
                .param("measured", measured.id())
                .param("campaigns", MOST_CAMPAIGNS)
                .query((row, number) -> time(row))
                .list();
    }

    private static TrialTime time(ResultSet row) throws SQLException {
        return new TrialTime(
                row.getLong("campaign_id"),
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                Baselines.DEFAULT.equals(row.getString("baseline")),
                Json.configuration(row.getString("configuration")),
                row.getDouble("median_ns"),
                Determinism.parse(row.getString("determinism")));
    }
}
