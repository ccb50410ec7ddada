package io.msdatuner.api.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Reads all records that are served, many of them over several connections at once: a server process makes the next rows
 * only when it is asked for them, so that one connection would leave it or this process idle all the time.
 */
final class ServedRows {

    private static final String RANGE = """
            SELECT (SELECT min(id) FROM records WHERE superseded_at IS NULL), (SELECT max(id) FROM records WHERE superseded_at IS NULL)
            """;

    private static final String PART = JdbcRecords.ALL_SERVED + " AND id BETWEEN ? AND ?";
    private static final int ROWS_PER_FETCH = 1_000;
    private static final long FEWEST_IDS = 20_000;
    private static final int MOST_CONNECTIONS = 4;
    /** To the driver a negative threshold means so. */
    private static final int BINARY_FROM_THE_FIRST = -1;

    private final DataSource connections;
    private final Consumer<ServedRecord> reader;

    /** @param reader is told each record, by several threads at once */
    ServedRows(DataSource connections, Consumer<ServedRecord> reader) {
        this.connections = connections;
        this.reader = reader;
    }

    /** Returns when all were read that were served before and still are. */
    void read(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(RANGE);
                var row = select.executeQuery()) {
            row.next();
            var first = row.getLong(1);
            if (!row.wasNull()) {
                read(first, row.getLong(2));
            }
        }
    }

    private void read(long first, long last) throws SQLException {
        var parts = Math.min(
                Math.min(MOST_CONNECTIONS, Runtime.getRuntime().availableProcessors()),
                1 + (last - first) / FEWEST_IDS);
        var length = (last - first) / parts + 1;
        var threads = Executors.newFixedThreadPool((int) parts);
        try {
            var reading = new ArrayList<Future<?>>();
            for (var from = first; from <= last; from += length) {
                var begin = from;
                var end = Math.min(last, from + length - 1);
                reading.add(threads.submit(() -> {
                    readPart(begin, end);
                    return null;
                }));
            }
            for (var part : reading) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("interrupted while the records that are served were read", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Through a cursor, which needs a transaction, and in the binary form, which is read faster. */
    private void readPart(long first, long last) throws SQLException {
        var shared = new SharedTexts();
        try (var connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try (var select = connection.prepareStatement(PART)) {
                select.setFetchSize(ROWS_PER_FETCH);
                select.unwrap(PGStatement.class).setPrepareThreshold(BINARY_FROM_THE_FIRST);
                select.setLong(1, first);
                select.setLong(2, last);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        reader.accept(ServedRecord.of(row, shared));
                    }
                }
            }
            connection.commit();
        }
    }
}
