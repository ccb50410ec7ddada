package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The migrations and the mapping describe the same tables. */
class SchemaTest {
    @Test
    void isMadeByTheMigrationsAsTheMappingExpects() {
        assertThatCode(() -> StoreApplication.start(TestDatabase.emptyJdbcUrl()).close())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE trials RENAME COLUMN samples_ns TO samples_ms",
                "ALTER TABLE campaigns DROP COLUMN reason",
                "ALTER TABLE campaigns ALTER COLUMN reason TYPE integer USING 1"
            })
    void isRefusedAtTheStartIfItIsAnother(String change) throws SQLException {
        var url = TestDatabase.jdbcUrl();
        execute(url, change);

        assertThatThrownBy(() -> StoreApplication.start(url).close())
                .rootCause()
                .hasMessageContaining("Schema validation");
    }

    @Test
    void explainsEveryTable() throws SQLException {
        try (var connection = TestDatabase.dataSource(TestDatabase.jdbcUrl()).getConnection();
                var statement = connection.createStatement()) {
            assertThat(namesOfTablesWithoutComment(statement)).isEqualTo("flyway_schema_history");
        }
    }

    private static String namesOfTablesWithoutComment(Statement statement) throws SQLException {
        var sql =
                "SELECT string_agg(relname, ' ') FROM pg_class WHERE relkind = 'r' AND obj_description(oid, 'pg_class')"
                        + " IS NULL AND relnamespace = 'public'::regnamespace";
        try (var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = TestDatabase.dataSource(url).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
