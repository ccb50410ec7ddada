package io.msdatuner.api.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Follows the table of records over a connection of its own that listens (PostgreSQL 18 manual, LISTEN and NOTIFY). It
 * listens before it reads, so nothing falls between; a connection that was lost is made again and everything read anew.
 */
final class ListeningRecordFeed implements RecordFeed, FeedState {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningRecordFeed.class);

    private static final String LISTEN = "SET application_name = 'msda-tuner records'; LISTEN msda_records";
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final DataSource connections;
    private final Thread thread = new Thread(this::stayCurrent, "record-feed");
    private @Nullable Listener listener;
    private volatile @Nullable Connection connection;
    private volatile boolean connected;
    private volatile long heardNs = System.nanoTime();
    private volatile boolean closed;

    /** @param connections makes a new connection each time: no pool */
    ListeningRecordFeed(DataSource connections) {
        this.connections = connections;
        thread.setDaemon(true);
    }

    @Override
    public void follow(Listener follower) {
        listener = follower;
        try {
            connect();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the records that are served cannot be read", e);
        }
        thread.start();
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public Duration lag() {
        return Duration.ofNanos(System.nanoTime() - heardNs);
    }

    /** What this process promoted and committed. */
    void promoted(ServedRecord record) {
        tell(follower -> follower.served(record));
    }

    private void stayCurrent() {
        while (!closed) {
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                if (!closed) {
                    LOG.warn(
                            "records are not followed for now, lookups are answered from what is known: {}",
                            e.toString());
                    reconnect();
                }
            }
        }
    }

    /** Returns when the feed is closed. The connection listens already, so nothing falls between. */
    private void listen() throws SQLException {
        var current = connection;
        if (current == null) {
            throw new SQLException("there is no connection");
        }
        tellAll(current);
        var server = current.unwrap(PGConnection.class);
        while (!closed) {
            var notifications = server.getNotifications(Math.toIntExact(SILENCE.toMillis()));
            if (notifications.length == 0 && !current.isValid(Math.toIntExact(SILENCE.toSeconds()))) {
                throw new SQLException("the connection was lost");
            }
            heardNs = System.nanoTime();
            for (var notification : notifications) {
                reread(current, Long.parseLong(notification.getParameter()));
            }
        }
    }

    private void reread(Connection current, long id) throws SQLException {
        try (var select = current.prepareStatement(JdbcRecords.BY_ID)) {
            select.setLong(1, id);
            try (var row = select.executeQuery()) {
                if (row.next()) {
                    var record = ServedRecord.of(row, new SharedTexts());
                    var served = row.getBoolean("served");
                    tell(follower -> {
                        if (served) {
                            follower.served(record);
                        } else {
                            follower.superseded(record);
                        }
                    });
                }
            }
        }
    }

    private void reconnect() {
        abandonConnection();
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
            connect();
            LOG.info("records are followed again");
        } catch (SQLException e) {
            LOG.debug("still no connection", e);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void connect() throws SQLException {
        var current = connections.getConnection();
        connection = current;
        try (var listen = current.createStatement()) {
            listen.execute(LISTEN);
        }
    }

    private void tellAll(Connection current) throws SQLException {
        var follower = listener;
        if (follower != null) {
            var refill = follower.refill();
            new ServedRows(connections, refill::add).read(current);
            tell(unused -> refill.done());
        }
        heardNs = System.nanoTime();
        connected = true;
    }

    private synchronized void tell(Consumer<Listener> news) {
        if (listener != null) {
            news.accept(listener);
        }
    }

    private void abandonConnection() {
        connected = false;
        var current = connection;
        connection = null;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("the lost connection was not closed in order", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        abandonConnection();
    }
}
