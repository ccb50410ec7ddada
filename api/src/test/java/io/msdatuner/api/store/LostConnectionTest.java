package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.campaign.SampleOutcomes;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.trial.Determinism;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** The server drops a connection in the middle of a transaction, as it does when it is restarted. */
class LostConnectionTest {
    private final String url = TestDatabase.jdbcUrl();
    private final ConfigurableApplicationContext application = StoreApplication.start(url);
    private final TuningStore store = application.getBean(TuningStore.class);
    private final Transactions transactions = application.getBean(Transactions.class);
    private final SampleCampaign campaign = SampleCampaign.running(store, SampleSpecs.of("lost"));

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void losesTheTransactionAndNothingElse() {
        var kept = campaign.finished(SampleOutcomes.measured(Determinism.ORDER_DEPENDENT, 3, 1, 2));

        assertThatThrownBy(() -> transactions.run(() -> {
                    campaign.finished(SampleOutcomes.measured(Determinism.ORDER_DEPENDENT, 4));
                    dropOwnConnection();
                    campaign.open();
                }))
                .isInstanceOf(RuntimeException.class)
                // Not that the rollback over the lost connection failed as well.
                .hasRootCauseInstanceOf(PSQLException.class);

        assertThat(store.trials(campaign.id())).containsExactly(kept);
        assertThat(campaign.open().number()).isEqualTo(1);
    }

    /** The pool trusts a connection for half a second after its last use, so each may fail one call. */
    @Test
    void worksOnAfterAllConnectionsWereDropped() {
        campaign.open();
        JdbcClient.create(TestDatabase.dataSource(url))
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                .query(Boolean.class)
                .list();

        var failures = 0;
        while (!answers()) {
            assertThat(++failures).isLessThanOrEqualTo(StoreApplication.CONNECTIONS);
        }
        assertThat(campaign.open().number()).isEqualTo(1);
    }

    private boolean answers() {
        try {
            return store.find(campaign.id()).isPresent();
        } catch (DataAccessException | TransactionException e) {
            return false;
        }
    }

    private void dropOwnConnection() {
        var pid = application
                .getBean(JdbcClient.class)
                .sql("SELECT pg_backend_pid()")
                .query(Integer.class)
                .single();
        var dropped = JdbcClient.create(TestDatabase.dataSource(url))
                .sql("SELECT pg_terminate_backend(:pid, 10000)")
                .param("pid", pid)
                .query(Boolean.class)
                .single();
        assertThat(dropped).isTrue();
    }
}
