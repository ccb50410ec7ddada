package io.msdatuner.api.store;

import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcSnapshots implements SnapshotStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcSnapshots(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void keep(String id, byte[] body) {
        jdbc.sql("INSERT INTO snapshots (id, body, created_at) VALUES (:id, :body, :now) ON CONFLICT (id) DO NOTHING")
                .param("id", id)
                .param("body", body)
                .param("now", JdbcRecords.utc(clock.instant()))
                .update();
    }

    @Override
    public Optional<byte[]> find(String id) {
        return jdbc.sql("SELECT body FROM snapshots WHERE id = :id")
                .param("id", id)
                .query((row, number) -> row.getBytes("body"))
                .optional();
    }
}
