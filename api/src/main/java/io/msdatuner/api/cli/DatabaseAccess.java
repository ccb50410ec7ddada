package io.msdatuner.api.cli;

import io.msdatuner.api.database.EmbeddedDatabase;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database that a command works with, without a service: that of the options, else the embedded one of the data directory. */
record DatabaseAccess(DataSource database, Optional<EmbeddedDatabase> embedded) implements AutoCloseable {

    static DatabaseAccess open(Target target, Surroundings surroundings) {
        var other = target.database(surroundings);
        if (other.isPresent()) {
            return new DatabaseAccess(
                    source(other.get().url(), other.get().user(), other.get().password()), Optional.empty());
        }
        var embedded = EmbeddedDatabase.open(target.dataDirectory(surroundings).path());
        return new DatabaseAccess(
                source(embedded.jdbcUrl(), embedded.username(), embedded.password()), Optional.of(embedded));
    }

    private static DataSource source(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedDatabase::close);
    }
}
