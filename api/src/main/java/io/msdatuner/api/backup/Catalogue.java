package io.msdatuner.api.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a schema has, read from PostgreSQL's own catalogue. */
final class Catalogue {

    private static final String TABLES = """
            SELECT quote_ident(relname) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'flyway_schema_history'
            ORDER BY relname
            """;
    private static final String REFERENCES = """
            SELECT DISTINCT quote_ident(one.relname) AS referring, quote_ident(other.relname) AS referred
            FROM pg_constraint c JOIN pg_class one ON one.oid = c.conrelid JOIN pg_class other ON other.oid = c.confrelid
            WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND one.oid <> other.oid
            ORDER BY 1, 2
            """;
    private static final String SEQUENCES = "SELECT quote_ident(sequencename) AS name, last_value FROM pg_sequences"
            + " WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1";
    private static final String SCHEMA = "SELECT version FROM flyway_schema_history"
            + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1";

    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    /** Names as SQL takes them; what a table refers to comes before it. */
    List<String> tables() throws SQLException {
        var references = new LinkedHashMap<String, Set<String>>();
        read(TABLES, row -> references.put(row[0], new LinkedHashSet<>()));
        read(REFERENCES, row -> references.getOrDefault(row[0], Set.of()).add(row[1]));
        var ordered = new LinkedHashSet<String>();
        references.keySet().forEach(table -> addAfterWhatItRefersTo(table, references, ordered));
        return List.copyOf(ordered);
    }

    private static void addAfterWhatItRefersTo(String table, Map<String, Set<String>> references, Set<String> ordered) {
        var waiting = references.put(table, Set.of());
        if (waiting != null) {
            waiting.forEach(other -> addAfterWhatItRefersTo(other, references, ordered));
        }
        ordered.add(table);
    }

    /** The number that each sequence gave last, by its name; those that never gave one are left out. */
    Map<String, Long> sequences() throws SQLException {
        var sequences = new LinkedHashMap<String, Long>();
        read(SEQUENCES, row -> sequences.put(row[0], Long.valueOf(row[1])));
        return sequences;
    }

    /** The version of the schema. */
    String schema() throws SQLException {
        var versions = new ArrayList<String>();
        read(SCHEMA, row -> versions.add(row[0]));
        return versions.get(0);
    }

    List<String> texts(String query) throws SQLException {
        var texts = new ArrayList<String>();
        read(query, row -> texts.add(row[0]));
        return texts;
    }

    private void read(String query, Row consumer) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new String[columns];
                for (var column = 0; column < columns; column++) {
                    row[column] = rows.getString(column + 1);
                }
                consumer.accept(row);
            }
        }
    }

    private interface Row {
        void accept(String[] columns);
    }
}
