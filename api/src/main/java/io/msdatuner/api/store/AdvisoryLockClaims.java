package io.msdatuner.api.store;

import io.msdatuner.api.thread.Background;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Claims as session-level advisory locks (PostgreSQL 18 manual, section 13.3.5), each on a connection of its own, so that
 * the server releases a claim as soon as the connection ends. It ends a session itself that is not heard of for
 * {@value #LEASE_SECONDS} s, so a stopped process and one behind a broken network lose their claims too. Connections must reach the server itself: behind a pooler
 * that shares sessions between transactions a lock would have no owner.
 */
final class AdvisoryLockClaims implements CampaignClaims {
    /** The first of the two numbers of the locks; the second is the campaign's id. The letters "msda". */
    static final int LOCK_CLASS = 0x6d736461;

    private static final int ALIVE_TIMEOUT_SECONDS = 5;

    /** A host that vanishes without a word, or a process that is stopped, is given up after so many seconds. */
    private static final int LEASE_SECONDS = 20;

    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(5);
    private static final String NOTICE_DEAD_PEERS = "SET idle_session_timeout = '%ds'".formatted(LEASE_SECONDS);
    private static final ScheduledExecutorService RENEWALS = Background.oneByOne("claims");

    private final DataSource connections;
    private final CampaignRows campaigns;

    /** @param connections makes a new connection each time: no pool */
    AdvisoryLockClaims(DataSource connections, CampaignRows campaigns) {
        this.connections = connections;
        this.campaigns = campaigns;
    }

    @Override
    public Optional<Claim> tryClaim(CampaignId id) {
        return tryClaim(connections, id);
    }

    @Override
    public List<Campaign> orphans() {
        return campaigns.findUnclaimed(LOCK_CLASS).stream()
                .map(CampaignRow::toCampaign)
                .toList();
    }

    static Optional<Claim> tryClaim(DataSource connections, CampaignId id) {
        try {
            var connection = connections.getConnection();
            if (lock(connection, id)) {
                return Optional.of(new LockClaim(id, connection));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("campaign %s cannot be claimed".formatted(id), e);
        }
    }

    private static boolean lock(Connection connection, CampaignId id) throws SQLException {
        try (var statement = connection.createStatement();
                var lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            statement.execute(NOTICE_DEAD_PEERS);
            lock.setInt(1, LOCK_CLASS);
            lock.setInt(2, Math.toIntExact(id.value()));
            try (var result = lock.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        } catch (SQLException | ArithmeticException e) {
            connection.close();
            throw e;
        }
    }

    private static final class LockClaim implements Claim {
        private final CampaignId campaign;
        private final Connection connection;
        private final Future<?> renewal;

        LockClaim(CampaignId campaign, Connection connection) {
            this.campaign = campaign;
            this.connection = connection;
            this.renewal = RENEWALS.scheduleWithFixedDelay(
                    this::isHeld, BETWEEN_RENEWALS.toMillis(), BETWEEN_RENEWALS.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public CampaignId campaign() {
            return campaign;
        }

        /** Asking renews it. */
        @Override
        public synchronized boolean isHeld() {
            try {
                return connection.isValid(ALIVE_TIMEOUT_SECONDS);
            } catch (SQLException e) {
                throw new IllegalStateException("a timeout is never negative", e);
            }
        }

        /** Ends the session, and with it the lock. */
        @Override
        public synchronized void close() {
            renewal.cancel(false);
            try {
                connection.close();
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException(
                        "the claim of campaign %s was not closed in order".formatted(campaign), e);
            }
        }
    }
}
