package io.msdatuner.api.store;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Fingerprint;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcDeviceRegistry implements DeviceRegistry {
    private static final String REGISTER = """
            INSERT INTO devices (host, id, backend, device_class, measured, fingerprint, toolchain, source_digests,
                first_seen_at, last_seen_at)
            VALUES (:host, :id, :backend, :deviceClass, :measured, CAST(:fingerprint AS jsonb), :toolchain,
                CAST(:sourceDigests AS jsonb), :now, :now)
            ON CONFLICT (host, id) DO UPDATE SET backend = excluded.backend, device_class = excluded.device_class,
                measured = excluded.measured, fingerprint = excluded.fingerprint, toolchain = excluded.toolchain,
                source_digests = excluded.source_digests, last_seen_at = excluded.last_seen_at
            """;

    private static final String SELECT = """
            SELECT host, id, backend, device_class, measured, fingerprint, toolchain, source_digests, last_seen_at,
                quarantine_reason, quarantined_at FROM devices
            """;

    private static final String ONE = " WHERE host = :host AND id = :id";

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
    public void register(Offer offer) {
        var device = offer.device();
        var digests = offer.sourceDigests().entrySet().stream()
                .collect(Collectors.toMap(kernel -> kernel.getKey().id(), Map.Entry::getValue));
        jdbc.sql(REGISTER)
                .param("host", host)
                .param("id", device.id())
                .param("backend", device.backend())
                .param("deviceClass", device.deviceClass().name())
                .param("measured", device.provenance().id())
                .param("fingerprint", Json.write(device.fingerprint().facts()))
                .param("toolchain", offer.toolchain().map(StorableText::encode).orElse(null))
                .param("sourceDigests", Json.write(digests))
                .param("now", JdbcRecords.utc(clock.instant()))
                .update();
    }

    @Override
    public void seen(List<Device> devices) {
        for (var device : devices) {
            jdbc.sql("UPDATE devices SET last_seen_at = :now" + ONE)
                    .param("host", host)
                    .param("id", device.id())
                    .param("now", JdbcRecords.utc(clock.instant()))
                    .update();
        }
    }

    @Override
    public List<Registered> all() {
        return jdbc.sql(SELECT + " ORDER BY host, id")
                .query((row, number) -> registered(row))
                .list();
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public boolean quarantine(String ofHost, String device, String reason) {
        return update(
                "quarantine_reason = :reason, quarantined_at = :now",
                ofHost,
                device,
                Map.of("reason", StorableText.encode(reason), "now", JdbcRecords.utc(clock.instant())));
    }

    @Override
    public boolean release(String ofHost, String device) {
        return update("quarantine_reason = NULL, quarantined_at = NULL", ofHost, device, Map.of());
    }

    @Override
    public Optional<Quarantine> quarantine(Device device) {
        return jdbc.sql(SELECT + ONE)
                .param("host", host)
                .param("id", device.id())
                .query((row, number) -> registered(row))
                .optional()
                .flatMap(Registered::quarantine);
    }

    private boolean update(String change, String ofHost, String device, Map<String, Object> values) {
        return jdbc.sql("UPDATE devices SET " + change + ONE)
                        .params(values)
                        .param("host", ofHost)
                        .param("id", device)
                        .update()
                == 1;
    }

    private static Registered registered(ResultSet row) throws SQLException {
        var digests = Json.texts(row.getString("source_digests")).entrySet().stream()
                .collect(Collectors.toMap(kernel -> Kernel.parse(kernel.getKey()), Map.Entry::getValue));
        var offer = new Offer(
                device(row), Optional.ofNullable(row.getString("toolchain")).map(StorableText::decode), digests);
        return new Registered(row.getString("host"), offer, instant(row, "last_seen_at"), quarantine(row));
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(
                row.getString("id"),
                row.getString("backend"),
                new DeviceClass(row.getString("device_class")),
                Provenance.valueOf(row.getString("measured").toUpperCase(Locale.ROOT)),
                new Fingerprint(Json.texts(row.getString("fingerprint"))));
    }

    private static Optional<Quarantine> quarantine(ResultSet row) throws SQLException {
        var reason = row.getString("quarantine_reason");
        return reason == null
                ? Optional.empty()
                : Optional.of(new Quarantine(StorableText.decode(reason), instant(row, "quarantined_at")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
