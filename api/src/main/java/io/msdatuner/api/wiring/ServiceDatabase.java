package io.msdatuner.api.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.msdatuner.api.database.EmbeddedDatabase;
import io.msdatuner.api.thread.Background;
import io.msdatuner.api.wiring.ServiceOptions.DatabaseAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of one service: somebody else's, or an embedded one that starts while the application does and is started
 * again whenever it was killed.
 */
final class ServiceDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceDatabase.class);

    private static final int POOL_SIZE = 10;
    private static final long CONNECTION_TIMEOUT_MS = 5_000;
    private static final int SOCKET_TIMEOUT_SECONDS = 60;

    /** A process that is stopped in the middle of a transaction keeps its locks no longer; ours take milliseconds. */
    private static final String END_SLEEPERS = "-c idle_in_transaction_session_timeout=10s";

    private final Optional<DatabaseAddress> address;
    private final Optional<String> role;
    private final Optional<CompletableFuture<EmbeddedDatabase>> embedded;
    private final ScheduledExecutorService watcher;

    private ServiceDatabase(
            Optional<DatabaseAddress> address,
            Optional<String> role,
            Optional<CompletableFuture<EmbeddedDatabase>> embedded) {
        this.address = address;
        this.role = role;
        this.embedded = embedded;
        this.watcher = Background.oneByOne("database-watcher");
    }

    /** Begins to start the embedded database if the options name no other. */
    static ServiceDatabase of(ServiceOptions options) {
        return new ServiceDatabase(
                options.database(),
                Optional.empty(),
                options.database().isPresent() ? Optional.empty() : Optional.of(openEmbedded(options)));
    }

    /** Somebody else's, where all is done with the rights of a role that the user is a member of. */
    static ServiceDatabase as(String role, DatabaseAddress address) {
        return new ServiceDatabase(Optional.of(address), Optional.of(role), Optional.empty());
    }

    private static CompletableFuture<EmbeddedDatabase> openEmbedded(ServiceOptions options) {
        var opened = new CompletableFuture<EmbeddedDatabase>();
        Background.thread(
                        () -> {
                            try {
                                opened.complete(EmbeddedDatabase.open(options.dataDirectory()));
                            } catch (RuntimeException | Error e) {
                                opened.completeExceptionally(e);
                            }
                        },
                        "database-start")
                .start();
        return opened;
    }

    /** Waits until the embedded database answers; the caller closes the pool before this. */
    HikariDataSource openPool() {
        var target = address.orElseGet(this::embeddedAddress);
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(target.url());
        config.setUsername(target.user());
        config.setPassword(target.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        role.ifPresent(name -> config.setConnectionInitSql("SET ROLE " + name));
        config.addDataSourceProperty("options", END_SLEEPERS);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        config.addDataSourceProperty("ApplicationName", "msda-tuner");
        return new HikariDataSource(config);
    }

    /** Starts the embedded database again within about a second whenever it was killed. */
    void watch() {
        embedded.ifPresent(opened -> {
            // It reports its failures itself.
            var unused = watcher.scheduleWithFixedDelay(() -> ensureRunning(opened.join()), 1, 1, TimeUnit.SECONDS);
        });
    }

    private static void ensureRunning(EmbeddedDatabase database) {
        try {
            if (database.ensureRunning()) {
                LOG.warn("the embedded database had ended and was started again");
            }
        } catch (RuntimeException e) {
            LOG.error("the embedded database ended and cannot be started; trying again", e);
        }
    }

    private DatabaseAddress embeddedAddress() {
        try {
            var database = embedded.orElseThrow().join();
            return new DatabaseAddress(database.jdbcUrl(), database.username(), database.password());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Ends the embedded database, also when it is only just starting. */
    @Override
    public void close() {
        watcher.shutdownNow();
        embedded.ifPresent(opened -> {
            try {
                opened.join().close();
            } catch (CompletionException e) {
                LOG.debug("the embedded database never started", e);
            }
        });
    }
}
