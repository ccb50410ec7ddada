package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.Precedent;
import io.msdatuner.core.testkit.InMemoryTuningStore;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrecedentsTest {
    private static final int ENOUGH = 12;

    private final InMemoryTuningStore store =
            new InMemoryTuningStore(new SettableClock(SettableClock.START, Duration.ofMillis(1)));

    @Test
    void knowsTheNearestShapesNearestFirst() {
        campaign(9000, 900);
        campaign(600, 600);
        campaign(450, 450);
        campaign(301, 301);

        assertThat(precedents()).extracting(PrecedentsTest::timeNs).containsExactly(301.0, 450.0, 600.0);
    }

    @Test
    void putsTheTrialsOfOneKeyTogetherOldestFirst() {
        campaign(301, 100);
        campaign(301, 200);

        assertThat(precedents())
                .singleElement()
                .satisfies(precedent -> assertThat(precedent.observations()).hasSize(2 * ENOUGH));
        assertThat(precedents().get(0).observations().get(ENOUGH).outcome()).isEqualTo(Outcomes.measured(200));
    }

    @Test
    void knowsFailuresButNothingAbandonedNorFinalsNorOtherImplementations() {
        var id = campaign(301, 100).id();
        finish(id, Purpose.SEARCH, Candidate.tuned(CampaignBench.SPACE.at(20)), Outcomes.launchRefused());
        finish(id, Purpose.SEARCH, Candidate.tuned(CampaignBench.SPACE.at(21)), new Outcome.Abandoned("stopped"));
        finish(id, Purpose.FINAL, Candidate.tuned(CampaignBench.SPACE.at(0)), Outcomes.measured(70));
        finish(id, Purpose.BASELINE, Candidate.gridSample(), Outcomes.measured(80));

        assertThat(precedents().get(0).observations())
                .hasSize(ENOUGH + 1)
                .last()
                .isEqualTo(new Observation(CampaignBench.SPACE.at(20), Outcomes.launchRefused()));
    }

    @Test
    void leavesOutWhatHasTooFewMeasuredConfigurations() {
        var id = running(301).id();
        for (var times = 0; times < ENOUGH; times++) {
            finish(id, Purpose.SEARCH, Candidate.tuned(CampaignBench.SPACE.at(0)), Outcomes.measured(100));
        }

        assertThat(precedents()).isEmpty();
    }

    @Test
    void doesNotLearnWhatWasFoundAfterItsCampaignWasCreated() {
        var neighbour = running(301);
        var own = store.create(spec(300));
        for (var i = 0; i < ENOUGH; i++) {
            finish(neighbour.id(), Purpose.SEARCH, Candidate.tuned(CampaignBench.SPACE.at(i)), Outcomes.measured(100));
        }

        assertThat(Precedents.of(own, store)).isEmpty();
        assertThat(precedents()).hasSize(1);
    }

    private List<Precedent> precedents() {
        return Precedents.of(store.create(spec(300)), store);
    }

    private Campaign campaign(int queries, long timeNs) {
        var campaign = running(queries);
        for (var i = 0; i < ENOUGH; i++) {
            var candidate = Candidate.tuned(CampaignBench.SPACE.at(i));
            finish(campaign.id(), Purpose.SEARCH, candidate, Outcomes.measured(timeNs));
        }
        return campaign;
    }

    private Campaign running(int queries) {
        return store.transition(store.create(spec(queries)).id(), CampaignState.RUNNING, Optional.empty());
    }

    private void finish(CampaignId id, Purpose purpose, Candidate candidate, Outcome outcome) {
        var trial = store.open(id, purpose, candidate, Optional.empty());
        store.finish(id, trial.number(), outcome, Optional.empty());
    }

    private static double timeNs(Precedent precedent) {
        return ((Outcome.Measured) precedent.observations().get(0).outcome())
                .median()
                .medianNs();
    }

    private static CampaignSpec spec(int queries) {
        var spec = CampaignBench.spec(Budget.ofTrials(100));
        return new CampaignSpec(
                spec.kernel(),
                Shape.parse("B=1 Q=%d H=8 C=32 P=4 levels=80x80".formatted(queries)),
                spec.deviceClass(),
                spec.provenance(),
                spec.toolchain(),
                spec.sourceDigest(),
                spec.strategy(),
                spec.seed(),
                spec.budget());
    }
}
