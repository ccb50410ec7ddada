package io.msdatuner.bench.service;

import io.msdatuner.api.database.EmbeddedDatabase;
import io.msdatuner.api.wiring.InstalledBackends;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Backend;
import io.msdatuner.core.space.Configuration;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Records that no campaign measured, for a temporary database: each of this host's CPU, its compiler and its kernel sources,
 * so that lookups serve them as fresh. Shapes differ in their queries.
 */
final class GeneratedRecords {

    private static final String SHAPE = "B=1 Q=%s H=8 C=32 P=4 levels=80x80,40x40,20x20 dtype=float32 locations=local";
    private static final int CONFIGURATIONS = 16;

    private static final String INSERT = """
            INSERT INTO records (kernel, shape, device_class, toolchain, source_digest, determinism_wish, configuration,
                campaign_id, trial_number, measured, determinism, median_ns, ci_low_ns, ci_high_ns, samples, baselines,
                worst_error, artifact, promoted_at)
            SELECT 'msda-forward', format(?, n), ?, ?, ?, 'any', (?::jsonb[])[1 + n %% %1$d],
                n, 100, 'hardware', 'bitwise-repeatable', 90000 + n, 89000 + n, 91000 + n, 200,
                jsonb_build_object(
                    'default', jsonb_build_object('medianNs', 131000 + n, 'ciLowNs', 130000 + n, 'ciHighNs', 132000 + n,
                        'samples', 200),
                    'grid-sample', jsonb_build_object('medianNs', 3131000 + n, 'ciLowNs', 3130000 + n,
                        'ciHighNs', 3132000 + n, 'samples', 200)),
                1.25e-7, md5(n::text) || md5((n + 1)::text), now()
            FROM generate_series(?, ?) AS n
            """.formatted(CONFIGURATIONS);

    private final Path dataDirectory;
    private final Backend backend;
    private final Device device;

    GeneratedRecords(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
        this.backend = new InstalledBackends(dataDirectory, System.getenv(), System.err::println).named("cpu");
        this.device = backend.devices().get(0);
    }

    /** The text of the shape of a record. */
    static String shape(int number) {
        return SHAPE.formatted(number);
    }

    /**
     * Inserts records for the numbers from {@code first} to {@code last}. The triggers that ask each record for its campaign
     * and announce it are off for it, which only the owner of a database may do.
     */
    void insert(int first, int last) throws SQLException {
        try (var database = EmbeddedDatabase.open(dataDirectory);
                var connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var insert = connection.prepareStatement(INSERT)) {
            connection.createStatement().execute("SET session_replication_role = replica");
            insert.setString(1, SHAPE);
            insert.setString(2, device.deviceClass().name());
            insert.setString(3, backend.toolchain());
            insert.setString(4, backend.sourceDigest(Kernel.MSDA_FORWARD));
            insert.setArray(5, connection.createArrayOf("text", configurations()));
            insert.setInt(6, first);
            insert.setInt(7, last);
            insert.executeUpdate();
            connection.createStatement().execute("VACUUM ANALYZE records");
        }
    }

    private String[] configurations() {
        var space = backend.space(Kernel.MSDA_FORWARD, Shape.parse(shape(300)), device);
        var json = new String[CONFIGURATIONS];
        for (var number = 0; number < CONFIGURATIONS; number++) {
            json[number] = json(space.at(space.size() / CONFIGURATIONS * number));
        }
        return json;
    }

    private static String json(Configuration configuration) {
        return configuration.values().entrySet().stream()
                .map(Map.Entry::toString)
                .map(entry -> entry.split("=", 2))
                .map(entry ->
                        "\"%s\": %s".formatted(entry[0], entry[1].matches("[0-9]+") ? entry[1] : '"' + entry[1] + '"'))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
