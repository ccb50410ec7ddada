package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.SampleOutcomes;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.trial.Determinism;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database itself refuses, whoever sends it. Each wrong row is a right one with one change. */
class WrongRowsTest {
    private final TuningStore store = StoreApplication.shared().getBean(TuningStore.class);
    private final JdbcClient jdbc = StoreApplication.shared().getBean(JdbcClient.class);
    private SampleCampaign campaign = SampleCampaign.running(store, SampleSpecs.of("wrong rows"));

    @BeforeEach
    void fill() {
        campaign.open();
        campaign.promoted(SampleOutcomes.measured(Determinism.BITWISE_REPEATABLE, 5, 7, 6));
        SampleOutcomes.byName().values().stream()
                .filter(outcome -> !outcome.kind().id().equals("measured"))
                .forEach(campaign::finished);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open",
                "measured",
                "buildFailed",
                "launchRefused",
                "wrongResult",
                "timedOut",
                "workerDied",
                "abandoned"
            })
    void takesARightTrial(String outcome) {
        assertThat(copyTrial(outcome, "{\"number\": 1000}")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    open        | {"campaign_id": 2000000000}    | trials_campaign_id_fkey
                    open        | {"number": 0}                  | trials_pkey
                    open        | {"number": -1}                 | trials_number_check
                    open        | {"purpose": "fun"}             | trials_purpose_check
                    open        | {"outcome": "fast", "finished_at": "2026-01-31"} | trials_outcome_check
                    open        | {"purpose": null}              | "purpose"
                    open        | {"implementation": ""}         | trials_implementation_check
                    open        | {"configuration": [1]}         | trials_configuration_check
                    open        | {"configuration_id": "XYZ"}    | trials_configuration_id_check
                    open        | {"opened_at": null}            | "opened_at"
                    open        | {"finished_at": "2026-01-31"}  | trials_are_finished_with_an_outcome
                    open        | {"artifact": "abc"}            | trials_are_finished_with_an_outcome
                    open        | {"samples_ns": [1]}            | trials_are_timed_only_if_measured
                    open        | {"median_ns": 1}               | trials_are_timed_only_if_measured
                    open        | {"verification": {}}           | trials_are_verified_if_they_ran
                    open        | {"evidence": {}}               | trials_have_the_evidence_of_their_outcome
                    measured    | {"outcome": "fast"}            | trials_
                    measured    | {"outcome": null}              | trials_are
                    measured    | {"finished_at": null}          | trials_are_finished_with_an_outcome
                    measured    | {"samples_ns": null}           | trials_are_timed_only_if_measured
                    measured    | {"policy": null}               | trials_are_timed_only_if_measured
                    measured    | {"samples_ns": []}             | trials_have_real_samples
                    measured    | {"samples_ns": [5, null]}      | trials_have_real_samples
                    measured    | {"samples_ns": [5, -1]}        | trials_have_real_samples
                    measured    | {"samples_ns": [], "pruned_samples": 0} | trials_
                    measured    | {"pruned_samples": 3}          | trials_have_real_samples
                    abandoned   | {"pruned_samples": 3}          | trials_are_pruned_only_if_measured
                    measured    | {"ci_low_ns": 7.5}             | trials_have_a_median_in_its_interval
                    measured    | {"median_ns": "NaN"}           | trials_have_a_median_in_its_interval
                    measured    | {"ci_low_ns": -1}              | trials_have_a_median_in_its_interval
                    measured    | {"policy": {"cache": "warm"}}  | trials_have_a_policy
                    measured    | {"verification": null}         | trials_are
                    measured    | {"verification": {"errors": []}} | trials_are
                    measured    | {"verification": {"errors": [], "determinism": "bitwise-repeatable", "repeatable": false}} | trials_are_measured_only_if_repeatable
                    measured    | {"evidence": {"reason": "?"}}  | trials_have_the_evidence_of_their_outcome
                    measured    | {"outcome": "abandoned"}       | trials_
                    measured    | {"outcome": "wrongResult"}     | trials_are_timed_only_if_measured
                    buildFailed | {"samples_ns": [1]}            | trials_are_timed_only_if_measured
                    buildFailed | {"evidence": null}             | trials_have_the_evidence_of_their_outcome
                    buildFailed | {"evidence": {"log": ""}}      | trials_have_the_evidence_of_their_outcome
                    buildFailed | {"outcome": "measured"}        | trials_
                    wrongResult | {"outcome": "measured"}        | trials_
                    wrongResult | {"verification": null}         | trials_are_verified_if_they_ran
                    timedOut    | {"evidence": {"stage": "x"}}   | trials_have_the_evidence_of_their_outcome
                    workerDied  | {"evidence": {"how": "x"}}     | trials_have_the_evidence_of_their_outcome
                    abandoned   | {"evidence": {}}               | trials_have_the_evidence_of_their_outcome
                    launchRefused | {"evidence": {}}             | trials_have_the_evidence_of_their_outcome
                    """)
    void refusesAWrongTrial(String outcome, String change, String constraint) {
        var free = change.contains("\"number\"") ? change : "{\"number\": 1000, " + change.substring(1);

        assertThatThrownBy(() -> copyTrial(outcome, free))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(constraint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"kernel": "gemm"}                             | campaigns_kernel_check
                    {"shape": ""}                                  | campaigns_shape_check
                    {"measured": "guessed"}                        | campaigns_measured_check
                    {"state": "running"}                           | campaigns_state_check
                    {"seed": null}                                 | "seed"
                    {"budget_trials": 0}                           | campaigns_budget_trials_check
                    {"budget_time_ns": 0}                          | campaigns_budget_time_ns_check
                    {"budget_trials": null, "budget_time_ns": null} | campaigns_have_a_budget
                    """)
    void refusesAWrongCampaign(String change, String constraint) {
        assertThatThrownBy(() -> copy("campaigns", "t.id = :campaign", "{\"id\": 1000000, " + change.substring(1)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(constraint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                   | records_served
                    {"trial_number": 0}                  | does not prove
                    {"trial_number": 999}                | does not prove
                    {"configuration": {"queryTile": 65}} | does not prove
                    {"median_ns": 5.5}                   | does not prove
                    {"samples": 4}                       | does not prove
                    {"measured": "simulated"}            | does not prove
                    {"determinism": "order-dependent"}   | does not prove
                    {"shape": "another"}                 | does not prove
                    {"device_class": "another"}          | does not prove
                    {"toolchain": "another"}             | does not prove
                    {"source_digest": "another"}         | does not prove
                    {"determinism_wish": "none"}         | records_determinism_wish_check
                    {"artifact": null}                   | "artifact"
                    """)
    void refusesAWrongRecord(String change, String constraint) {
        var changed = change.equals("{}") ? "{\"id\": 1000000}" : "{\"id\": 1000000, " + change.substring(1);

        assertThatThrownBy(() -> copy("records", "t.campaign_id = :campaign", changed))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(constraint);
    }

    @Test
    void grantsTheWishForBitwiseRepeatabilityOnlyToSuch() {
        campaign = SampleCampaign.running(store, SampleSpecs.of("order-dependent rows"));
        campaign.promoted(SampleOutcomes.measured(Determinism.ORDER_DEPENDENT, 5));

        assertThatThrownBy(() -> copy(
                        "records", "t.campaign_id = :campaign", "{\"id\": 1000000, \"determinism_wish\": \"bitwise\"}"))
                .hasMessageContaining("records_grant_the_wish");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trials SET samples_ns = '{1}' WHERE outcome = 'measured'",
                "UPDATE trials SET artifact = NULL WHERE outcome = 'buildFailed'",
                "UPDATE trials SET outcome = NULL WHERE outcome IS NOT NULL",
                "DELETE FROM trials WHERE outcome = 'abandoned'",
                "UPDATE trials SET opened_at = opened_at - interval '1 s' WHERE outcome IS NULL",
                "UPDATE trials SET configuration = '{}' WHERE outcome IS NULL",
                "UPDATE trials SET number = 1001 WHERE outcome IS NULL",
                "UPDATE campaigns SET seed = seed + 1",
                "UPDATE campaigns SET source_digest = 'another'",
                "UPDATE campaigns SET budget_trials = NULL",
                "UPDATE records SET median_ns = 1",
                "UPDATE records SET superseded_at = NULL WHERE superseded_at IS NOT NULL",
                "DELETE FROM records"
            })
    void refusesToChangeWhatNeverChanges(String sql) {
        campaign.promoted(SampleOutcomes.measured(Determinism.BITWISE_REPEATABLE, 4));

        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageMatching("(?s).*(never change|kept as history).*");
    }

    @Test
    void prunesSamplesOnceAndOnlyOfWhatNoRecordNames() {
        var record = campaign.promoted(SampleOutcomes.measured(Determinism.BITWISE_REPEATABLE, 4));
        var other = campaign.finished(SampleOutcomes.measured(Determinism.BITWISE_REPEATABLE, 4, 6));

        assertThatThrownBy(() -> prune(other.number(), "1 + cardinality(samples_ns)"))
                .hasMessageContaining("never changes");
        assertThatThrownBy(() -> prune(other.number(), "cardinality(samples_ns), median_ns = 4.5"))
                .hasMessageContaining("never changes");
        assertThat(prune(other.number())).isEqualTo(1);
        assertThat(store.trials(campaign.id()).get(other.number()).median()).isEqualTo(other.median());
        assertThatThrownBy(() -> prune(other.number())).hasMessageContaining("never changes");
        assertThatThrownBy(() -> prune(record.evidence().trial())).hasMessageContaining("evidence of a record");
    }

    private int prune(int number) {
        return prune(number, "greatest(1, cardinality(samples_ns))");
    }

    private int prune(int number, String prunedSamples) {
        return jdbc.sql("UPDATE trials SET samples_ns = '{}', pruned_samples = " + prunedSamples
                        + " WHERE campaign_id = :campaign AND number = :number")
                .param("campaign", campaign.id().value())
                .param("number", number)
                .update();
    }

    @Test
    void refusesToChangeACompletedCampaign() {
        store.transition(campaign.id(), CampaignState.COMPLETED, Optional.empty());

        assertThatThrownBy(() -> jdbc.sql("UPDATE campaigns SET state = 'RUNNING' WHERE id = :id")
                        .param("id", campaign.id().value())
                        .update())
                .hasMessageContaining("a completed campaign never changes");
    }

    private int copyTrial(String outcome, String changes) {
        var where = outcome.equals("open") ? "t.outcome IS NULL" : "t.outcome = '" + outcome + "'";
        return copy("trials", "t.campaign_id = :campaign AND " + where, changes);
    }

    /** Inserts a copy of the first row that matches, with other values in some columns. */
    private int copy(String table, String where, String changes) {
        var overriding = table.equals("trials") ? "" : "OVERRIDING SYSTEM VALUE ";
        return jdbc.sql("INSERT INTO " + table + " " + overriding + "SELECT (jsonb_populate_record(t, CAST(:changes AS"
                        + " jsonb))).* FROM " + table + " t WHERE " + where + " LIMIT 1")
                .param("changes", changes)
                .param("campaign", campaign.id().value())
                .update();
    }
}
