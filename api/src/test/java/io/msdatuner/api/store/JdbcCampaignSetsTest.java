package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.api.store.CampaignSets.Granted;
import io.msdatuner.api.store.CampaignSets.Request;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.set.CampaignSetId;
import io.msdatuner.core.set.CampaignSetSpec;
import io.msdatuner.core.set.Member;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcCampaignSetsTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20");
    private static final CampaignSetSpec SPEC = new CampaignSetSpec(
            List.of(new Member(Kernel.MSDA_BACKWARD, SHAPE, 6), new Member(Kernel.MSDA_FORWARD, SHAPE, 3)),
            new DeviceClass("cpu-test"),
            "auto",
            -7,
            Budget.parse("90s,200"),
            Optional.of(Instant.parse("2026-01-31T18:00:00.123456Z")));

    private final CampaignSets sets = StoreApplication.shared().getBean(CampaignSets.class);
    private final TuningStore store = StoreApplication.shared().getBean(TuningStore.class);
    private final JdbcClient jdbc = StoreApplication.shared().getBean(JdbcClient.class);

    private CampaignSet create() {
        return sets.create(SPEC, Optional.empty()).set();
    }

    private Campaign grant(CampaignSet set, int member) {
        return sets.grant(sets.find(set.id()).orElseThrow(), member, SampleSpecs.of("set " + set.id()))
                .orElseThrow();
    }

    @Test
    void keepsAllOfASet() {
        var made = create();

        assertThat(made.spec()).isEqualTo(SPEC);
        assertThat(made.isOpen()).isTrue();
        assertThat(made.grants()).isEmpty();
        assertThat(sets.find(made.id())).contains(made);
        assertThat(sets.find(new CampaignSetId(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void keepsABudgetOfTrialsAloneAndNoDeadline() {
        var spec = new CampaignSetSpec(
                SPEC.members(), SPEC.deviceClass(), "random", 0, Budget.ofTrials(3), Optional.empty());

        assertThat(sets.create(spec, Optional.empty()).set().spec()).isEqualTo(spec);
    }

    @Test
    void makesOneSetOfAKey() {
        var request = Optional.of(new Request("set key", "digest"));
        var first = sets.create(SPEC, request);
        var second = sets.create(SPEC, request);

        assertThat(first.isNew()).isTrue();
        assertThat(second).isEqualTo(new CampaignSets.CreatedOnce(first.set(), false));
        assertThatThrownBy(() -> sets.create(SPEC, Optional.of(new Request("set key", "other"))))
                .isInstanceOf(IdempotencyKeyReusedException.class)
                .hasMessageContaining("campaign set " + first.set().id());
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> sets.create(SPEC, Optional.of(new Request("", "digest"))));
    }

    @Test
    void knowsItsCampaignsInOrderAndWhoseTheyAre() {
        var set = create();
        var first = grant(set, 1);
        var second = grant(set, 0);

        assertThat(sets.find(set.id()).orElseThrow().grants())
                .containsExactly(new Granted(1, first.id()), new Granted(0, second.id()));
        assertThat(sets.ofCampaign(second.id()).map(CampaignSet::id)).contains(set.id());
        assertThat(sets.ofCampaign(new CampaignId(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void makesOneCampaignWhenSeveralDecideAtOnce() throws Exception {
        var set = create();
        Callable<Optional<Campaign>> decision = () -> sets.grant(set, 0, SampleSpecs.of("at once"));
        var executor = Executors.newFixedThreadPool(6);
        var made = new ArrayList<Campaign>();
        for (var future : executor.invokeAll(Collections.nCopies(6, decision))) {
            future.get().ifPresent(made::add);
        }
        executor.shutdown();

        assertThat(made).hasSize(1);
        assertThat(sets.find(set.id()).orElseThrow().grants()).hasSize(1);
    }

    @Test
    void makesNoCampaignOnceItIsCancelledOrEnded() {
        var set = create();
        sets.cancel(set.id());
        assertThat(sets.grant(set, 0, SampleSpecs.of("cancelled"))).isEmpty();

        sets.reopen(set.id());
        assertThat(grant(set, 0)).isNotNull();

        sets.end(set.id());
        assertThat(sets.grant(sets.find(set.id()).orElseThrow(), 0, SampleSpecs.of("ended")))
                .isEmpty();
    }

    @Test
    void listsTheNewestFirstAndThoseThatAreOpen() {
        var older = create();
        var newer = create();
        sets.end(older.id());

        var before = OptionalLong.of(newer.id().value() + 1);
        assertThat(sets.list(before, 2)).extracting(CampaignSet::id).containsExactly(newer.id(), older.id());
        assertThat(sets.list(OptionalLong.of(newer.id().value()), 1))
                .extracting(CampaignSet::id)
                .containsExactly(older.id());
        assertThat(sets.open()).extracting(CampaignSet::id).contains(newer.id()).doesNotContain(older.id());
    }

    @Test
    void hasSpentWhatItsTrialsTookTogetherWithoutAbandonedOnes() {
        var set = create();
        var first = running(grant(set, 0));
        var second = running(grant(set, 1));
        finish(first, 0, "2026-01-31T12:00:00Z", "2026-01-31T12:00:10Z", Outcomes.measured(1_000));
        finish(first, 1, "2026-01-31T12:00:05Z", "2026-01-31T12:00:12.5Z", Outcomes.buildFailed());
        finish(first, 2, "2026-01-31T12:00:05Z", "2026-01-31T13:00:00Z", new Outcome.Abandoned("killed"));
        finish(second, 0, "2026-01-31T13:00:00Z", "2026-01-31T13:00:01Z", Outcomes.measured(1_000));

        assertThat(sets.spent(set.id())).isEqualTo(Duration.ofMillis(13_500));
        assertThat(sets.spent(create().id())).isZero();
    }

    @Test
    void isSpendingWhileATrialIsUnderWay() {
        var set = create();
        var campaign = running(grant(set, 0));
        var open = store.open(campaign, Purpose.SEARCH, Candidate.gridSample(), Optional.empty());
        jdbc.sql("ALTER TABLE trials DISABLE TRIGGER USER").update();
        jdbc.sql(
                        "UPDATE trials SET opened_at = opened_at - interval '1 hour' WHERE campaign_id = :id AND number = :number")
                .param("id", campaign.value())
                .param("number", open.number())
                .update();
        jdbc.sql("ALTER TABLE trials ENABLE TRIGGER USER").update();

        assertThat(sets.spent(set.id())).isBetween(Duration.ofHours(1), Duration.ofHours(2));
    }

    @Test
    void refusesToChangeWhatASetDoes() {
        var set = create();
        grant(set, 0);
        for (var statement : List.of(
                "UPDATE campaign_sets SET seed = 1 WHERE id = :id",
                "UPDATE campaign_set_members SET launches = 7 WHERE set_id = :id",
                "DELETE FROM campaign_set_grants WHERE set_id = :id")) {
            assertThatThrownBy(() ->
                            jdbc.sql(statement).param("id", set.id().value()).update())
                    .hasMessageContaining("never change");
        }
    }

    @Test
    void knowsNoOtherSets() {
        var unknown = new CampaignSetId(Long.MAX_VALUE);

        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> sets.cancel(unknown));
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> sets.spent(unknown));
    }

    private CampaignId running(Campaign campaign) {
        store.transition(campaign.id(), CampaignState.RUNNING, Optional.empty());
        return campaign.id();
    }

    /** The store takes its own time, so the times are written afterwards, past the trigger that keeps them. */
    private void finish(CampaignId campaign, int tile, String from, String to, Outcome outcome) {
        var candidate = Candidate.tuned(Spaces.configuration("tile", tile + 1));
        var trial = store.open(campaign, Purpose.SEARCH, candidate, Optional.empty());
        store.finish(campaign, trial.number(), outcome, Optional.empty());
        jdbc.sql("ALTER TABLE trials DISABLE TRIGGER USER").update();
        jdbc.sql("UPDATE trials SET opened_at = CAST(:from AS timestamptz), finished_at = CAST(:to AS timestamptz)"
                        + " WHERE campaign_id = :id AND number = :number")
                .param("from", from)
                .param("to", to)
                .param("id", campaign.value())
                .param("number", trial.number())
                .update();
        jdbc.sql("ALTER TABLE trials ENABLE TRIGGER USER").update();
    }
}
