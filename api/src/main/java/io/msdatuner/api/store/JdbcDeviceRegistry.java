package io.msdatuner.api.store;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Fingerprint;
import io.msdatuner.core.device.Provenance;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcDeviceRegistry implements DeviceRegistry {
    private static final String REGISTER = """
            INSERT INTO devices (host, id, backend, device_class, measured, fingerprint, first_seen_at, last_seen_at)
            VALUES (:host, :id, :backend, :deviceClass, :measured, CAST(:fingerprint AS jsonb), :now, :now)
            ON CONFLICT (host, id) DO UPDATE SET backend = excluded.backend, device_class = excluded.device_class,
                measured = excluded.measured, fingerprint = excluded.fingerprint, last_seen_at = excluded.last_seen_at
            """;

    private final JdbcClient jdbc;
    private final String host;
    private final Clock clock;

    /** @param host the name of this host */
    JdbcDeviceRegistry(JdbcClient jdbc, String host, Clock clock) {
        this.jdbc = jdbc;
        this.host = host;
        this.clock = clock;
    }

    @Override
    public void register(Device device) {
        jdbc.sql(REGISTER)
                .param("host", host)
                .param("id", device.id())
                .param("backend", device.backend())
                .param("deviceClass", device.deviceClass().name())
                .param("measured", device.provenance().id())
                .param("fingerprint", Json.write(device.fingerprint().facts()))
                .param("now", JdbcRecords.utc(clock.instant()))
                .update();
    }

    @Override
    public List<Device> all() {
        return jdbc.sql("SELECT id, backend, device_class, measured, fingerprint FROM devices ORDER BY host, id")
                .query((row, number) -> new Device(
                        row.getString("id"),
                        row.getString("backend"),
                        new DeviceClass(row.getString("device_class")),
                        Provenance.valueOf(row.getString("measured").toUpperCase(Locale.ROOT)),
                        new Fingerprint(Json.texts(row.getString("fingerprint")))))
                .list();
    }
}
