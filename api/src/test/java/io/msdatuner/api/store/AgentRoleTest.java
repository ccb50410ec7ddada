package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.campaign.SampleOutcomes;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.trial.Determinism;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent cannot do with the database; that it can do its work is shown where it works. */
class AgentRoleTest {
    private static String url;

    @BeforeAll
    static void promoteARecord() {
        url = TestDatabase.jdbcUrl();
        try (var application = StoreApplication.start(url)) {
            SampleCampaign.running(application.getBean(TuningStore.class), SampleSpecs.of("agent"))
                    .promoted(SampleOutcomes.measured(Determinism.BITWISE_REPEATABLE, 1_000));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE promotions SET reason = 'I say so'",
                "DELETE FROM promotions",
                "TRUNCATE promotions",
                "UPDATE records SET median_ns = 1",
                "UPDATE records SET configuration = '{}'",
                "DELETE FROM records",
                "DELETE FROM trials",
                "DELETE FROM campaigns",
                "UPDATE campaigns SET priority = 100",
                "UPDATE campaigns SET budget_trials = 1000",
                "INSERT INTO campaigns (kernel, shape, device_class, measured, toolchain, source_digest, strategy, seed,"
                        + " budget_trials, state, created_at) SELECT kernel, shape, device_class, measured, toolchain,"
                        + " source_digest, strategy, seed, 1, 'PENDING', now() FROM campaigns",
                "SELECT * FROM snapshots",
                "SELECT * FROM idempotency_keys",
                "SELECT * FROM misses",
                "DELETE FROM devices",
                "UPDATE flyway_schema_history SET success = false",
                "ALTER TABLE records DISABLE TRIGGER ALL",
                "ALTER TABLE records ADD COLUMN mine text",
                "DROP TABLE promotions",
                "CREATE TABLE mine (id integer)",
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE ROLE friend SUPERUSER",
                "ALTER ROLE msda_tuner_agent SUPERUSER",
                "GRANT msda_tuner_agent TO pg_monitor"
            })
    void isRefused(String sql) throws SQLException {
        assertRefused(sql, "42501");
    }

    /** The columns are the agent's to write, so triggers stand before what is finished and what is not proven. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trials SET median_ns = 1",
                "UPDATE trials SET artifact = 'other'",
                "INSERT INTO records (kernel, shape, device_class, toolchain, source_digest, determinism_wish,"
                        + " configuration, campaign_id, trial_number, measured, determinism, median_ns, ci_low_ns,"
                        + " ci_high_ns, samples, baselines, worst_error, artifact, promoted_at) SELECT kernel, shape,"
                        + " device_class, toolchain, source_digest, determinism_wish, configuration, campaign_id,"
                        + " trial_number, measured, determinism, 1, 1, 1, samples, baselines, worst_error, artifact,"
                        + " now() FROM records"
            })
    void isRefusedByATrigger(String sql) throws SQLException {
        assertRefused(sql, "23000");
    }

    private static void assertRefused(String sql, String state) throws SQLException {
        try (var connection = asAgent();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState())
                                    .as(refused.getMessage())
                                    .isEqualTo(state));
        }
    }

    /** As an agent connects: as somebody who may do nothing else, in the role. */
    private static Connection asAgent() throws SQLException {
        var connection = TestDatabase.dataSource(url).getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN CREATE ROLE agent_of_the_test LOGIN IN ROLE msda_tuner_agent;"
                    + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            statement.execute("SET SESSION AUTHORIZATION agent_of_the_test");
            statement.execute("SET ROLE msda_tuner_agent");
        }
        return connection;
    }
}
