package io.msdatuner.api.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** The rows of a database of an earlier schema, in SQL, one statement a row. */
public record SavedDump(int schema, Path file) {

    private static final Path FOLDER = Path.of("src/test/resources/dumps");
    /** In this order each row's references are there before it. */
    private static final List<String> TABLES = List.of(
            "devices",
            "campaigns",
            "trials",
            "artifacts",
            "records",
            "promotions",
            "idempotency_keys",
            "snapshots",
            "misses",
            "imported_results",
            "prunings");

    private static final String COLUMNS = """
            SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position),
                   string_agg(format('quote_nullable(%1$I::text)', column_name), ', ' ORDER BY ordinal_position)
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '%s'
            """;

    private static final String SEQUENCES = """
            SELECT format('SELECT setval(%L, %s);', sequencename, last_value) FROM pg_sequences
            WHERE schemaname = 'public' AND last_value IS NOT NULL
            """;

    /** All that are kept, the oldest first. */
    public static List<SavedDump> all() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> new SavedDump(
                            Integer.parseInt(file.getFileName().toString().replaceAll("\\D", "")), file))
                    .sorted(Comparator.comparingInt(SavedDump::schema))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the saved dumps cannot be listed", e);
        }
    }

    /** A new database of that schema with these rows: the schema itself has checked that they could have been in one. */
    public String open() throws IOException, SQLException {
        var url = TestDatabase.emptyJdbcUrl();
        migrate(url, MigrationVersion.fromVersion(Integer.toString(schema)));
        try (var connection = TestDatabase.dataSource(url).getConnection();
                var statement = connection.createStatement()) {
            for (var line : Files.readAllLines(file)) {
                if (!line.startsWith("--")) {
                    statement.execute(line);
                }
            }
        }
        return url;
    }

    /** Brings a database to the newest schema. */
    public static void upgrade(String url) {
        migrate(url, MigrationVersion.LATEST);
    }

    private static void migrate(String url, MigrationVersion target) {
        Flyway.configure()
                .dataSource(TestDatabase.dataSource(url))
                .target(target)
                .load()
                .migrate();
    }

    /** Writes the dump of a database of the newest schema. */
    public static void writeNewest(String url) throws IOException {
        try (var connection = TestDatabase.dataSource(url).getConnection()) {
            var schema =
                    text(connection, "SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve("V" + schema + ".sql"), statements(connection, Integer.parseInt(schema)));
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be dumped", e);
        }
    }

    private static List<String> statements(Connection connection, int schema) throws SQLException {
        var lines = new ArrayList<String>();
        lines.add("-- Rows of schema version %d, as the code of then wrote them.".formatted(schema));
        for (var table : TABLES) {
            var columns = columns(connection, table);
            if (columns.length == 2) {
                var values = rows(connection, "SELECT concat_ws(', ', %s) FROM %s".formatted(columns[1], table));
                values.forEach(row -> lines.add(
                        "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s);".formatted(table, columns[0], row)));
            }
        }
        lines.addAll(rows(connection, SEQUENCES));
        return lines;
    }

    private static String[] columns(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(COLUMNS.replace("'%s'", "'" + table + "'"))) {
            row.next();
            return row.getString(1) == null ? new String[0] : new String[] {row.getString(1), row.getString(2)};
        }
    }

    /** Every row as JSON, by table, in an order of its own that a migration does not change. */
    public static Map<String, List<String>> contents(String url) throws SQLException {
        try (var connection = TestDatabase.dataSource(url).getConnection()) {
            var contents = new LinkedHashMap<String, List<String>>();
            for (var table : TABLES) {
                if (columns(connection, table).length == 2) {
                    contents.put(table, rows(connection, "SELECT to_jsonb(t)::text FROM %s t".formatted(table)));
                }
            }
            return contents;
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all.stream().sorted().collect(Collectors.toList());
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        return rows(connection, query).get(0);
    }

    @Override
    public String toString() {
        return "schema version " + schema;
    }
}
