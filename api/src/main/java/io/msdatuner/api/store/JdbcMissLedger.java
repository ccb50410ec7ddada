package io.msdatuner.api.store;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcMissLedger implements MissLedger {
    private static final String ADD = """
            INSERT INTO misses (kernel, shape, device_class, determinism_wish, lookups, first_at, last_at)
            VALUES (:kernel, :shape, :deviceClass, :wish, :lookups, :now, :now)
            ON CONFLICT (kernel, device_class, determinism_wish, md5(shape))
            DO UPDATE SET lookups = misses.lookups + excluded.lookups, last_at = excluded.last_at
            """;

    private static final String OF_CLASS = """
            SELECT kernel, shape, device_class, determinism_wish, lookups FROM misses
            WHERE device_class = :deviceClass ORDER BY lookups DESC, kernel, shape, determinism_wish
            """;

    /** In one order everywhere, so that services that add at the same time wait for each other and never in a circle. */
    private static final Comparator<Miss> ORDER = Comparator.comparing(Miss::toString);

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Clock clock;

    JdbcMissLedger(JdbcClient jdbc, Transactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void add(Collection<Miss> misses) {
        var now = JdbcRecords.utc(clock.instant());
        transactions.run(() -> misses.stream()
                .sorted(ORDER)
                .forEach(miss -> jdbc.sql(ADD)
                        .param("kernel", miss.kernel().id())
                        .param("shape", miss.shape().toString())
                        .param("deviceClass", miss.deviceClass().name())
                        .param("wish", miss.determinism().id())
                        .param("lookups", miss.lookups())
                        .param("now", now)
                        .update()));
    }

    @Override
    public List<Miss> of(DeviceClass deviceClass) {
        return jdbc.sql(OF_CLASS)
                .param("deviceClass", deviceClass.name())
                .query((row, number) -> miss(row))
                .list();
    }

    private static Miss miss(ResultSet row) throws SQLException {
        return new Miss(
                Kernel.parse(row.getString("kernel")),
                Shape.parse(row.getString("shape")),
                new DeviceClass(row.getString("device_class")),
                DeterminismWish.parse(row.getString("determinism_wish")),
                row.getLong("lookups"));
    }
}
