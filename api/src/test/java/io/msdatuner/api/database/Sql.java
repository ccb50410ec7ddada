package io.msdatuner.api.database;

import java.sql.DriverManager;
import java.sql.SQLException;

/** One statement, one value. */
final class Sql {

    private Sql() {}

    static String ask(EmbeddedDatabase database, String query) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    static void run(EmbeddedDatabase database, String command) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
