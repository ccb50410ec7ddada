package io.msdatuner.api.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real PostgreSQL for the tests of one JVM: started at the first call, stopped when the JVM ends. Databases are copied
 * from a migrated template, which takes a fraction of a second.
 */
public final class TestDatabase {
    private static final String USER = "postgres";
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestDatabase() {}

    /** Started once, by the class loader. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.start();
                execute(postgres, "CREATE DATABASE " + TEMPLATE);
                Flyway.configure()
                        .dataSource(postgres.getDatabase(USER, TEMPLATE))
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException("the tests' PostgreSQL does not start", e);
            }
        }
    }

    /** The address, with user, of a new database that has the schema and no rows. */
    public static String jdbcUrl() {
        return create(" TEMPLATE " + TEMPLATE);
    }

    /** The address, with user, of a new database that has nothing. */
    public static String emptyJdbcUrl() {
        return create("");
    }

    /** Connections to a database, a new one for each call. */
    public static DataSource dataSource(String jdbcUrl) {
        return new DriverManagerDataSource(jdbcUrl);
    }

    /** Cuts the database off, as if its server were away, or lets connections in again. */
    public static void refuseConnections(String jdbcUrl, boolean refuse) {
        var name = jdbcUrl.replaceAll(".*/([a-z_0-9]+)\\?.*", "$1");
        execute(Server.POSTGRES, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + !refuse);
        if (refuse) {
            execute(
                    Server.POSTGRES,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        }
    }

    private static String create(String options) {
        var name = "test_" + DATABASES.incrementAndGet();
        execute(Server.POSTGRES, "CREATE DATABASE " + name + options);
        return Server.POSTGRES.getJdbcUrl(USER, name);
    }

    private static void execute(EmbeddedPostgres postgres, String sql) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the tests' PostgreSQL refuses: " + sql, e);
        }
    }
}
