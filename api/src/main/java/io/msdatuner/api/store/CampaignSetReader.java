package io.msdatuner.api.store;

import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.api.store.CampaignSets.Granted;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.set.CampaignSetId;
import io.msdatuner.core.set.CampaignSetSpec;
import io.msdatuner.core.set.Member;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads campaign sets with their members and campaigns. */
final class CampaignSetReader {
    private final JdbcClient jdbc;

    private record Row(
            long id,
            String deviceClass,
            String strategy,
            long seed,
            Budget budget,
            Optional<Instant> deadline,
            Instant createdAt,
            boolean cancelled,
            boolean ended) {}

    CampaignSetReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CampaignSet> find(CampaignSetId id) {
        return jdbc.sql("SELECT * FROM campaign_sets WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> row(row))
                .optional()
                .map(this::toSet);
    }

    List<CampaignSet> list(long before, int limit) {
        return toSets(jdbc.sql("SELECT * FROM campaign_sets WHERE id < :before ORDER BY id DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit));
    }

    List<CampaignSet> open() {
        return toSets(
                jdbc.sql("SELECT * FROM campaign_sets WHERE cancelled_at IS NULL AND ended_at IS NULL ORDER BY id"));
    }

    private List<CampaignSet> toSets(JdbcClient.StatementSpec statement) {
        return statement.query((row, number) -> row(row)).list().stream()
                .map(this::toSet)
                .toList();
    }

    private CampaignSet toSet(Row row) {
        var spec = new CampaignSetSpec(
                members(row.id()),
                new DeviceClass(row.deviceClass()),
                row.strategy(),
                row.seed(),
                row.budget(),
                row.deadline());
        return new CampaignSet(
                new CampaignSetId(row.id()), spec, row.createdAt(), row.cancelled(), row.ended(), grants(row.id()));
    }

    private List<Member> members(long set) {
        return jdbc.sql("SELECT kernel, shape, launches FROM campaign_set_members WHERE set_id = :id ORDER BY number")
                .param("id", set)
                .query((row, number) ->
                        new Member(Kernel.parse(row.getString(1)), Shape.parse(row.getString(2)), row.getInt(3)))
                .list();
    }

    private List<Granted> grants(long set) {
        return jdbc.sql("SELECT member, campaign_id FROM campaign_set_grants WHERE set_id = :id ORDER BY number")
                .param("id", set)
                .query((row, number) -> new Granted(row.getInt(1), new CampaignId(row.getLong(2))))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("device_class"),
                row.getString("strategy"),
                row.getLong("seed"),
                budget(row),
                time(row, "deadline"),
                time(row, "created_at").orElseThrow(),
                time(row, "cancelled_at").isPresent(),
                time(row, "ended_at").isPresent());
    }

    private static Budget budget(ResultSet row) throws SQLException {
        @Nullable Integer trials = row.getObject("budget_trials", Integer.class);
        @Nullable Long timeNs = row.getObject("budget_time_ns", Long.class);
        return new Budget(
                trials == null ? OptionalInt.empty() : OptionalInt.of(trials),
                Optional.ofNullable(timeNs).map(Duration::ofNanos));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
