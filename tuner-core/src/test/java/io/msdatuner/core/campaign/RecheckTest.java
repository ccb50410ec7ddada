package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.FakeRunner;
import io.msdatuner.core.testkit.FaultyRunner;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecheckTest {

    private final CampaignBench bench = new CampaignBench();
    private Campaign original;
    private Configuration champion;

    @BeforeEach
    void tune() throws InterruptedException {
        original = bench.store.start(CampaignBench.spec(Budget.ofTrials(20)));
        bench.run(original);
        champion = bench.served(original, DeterminismWish.ANY).orElseThrow();
    }

    @Test
    void comparesTheChampionTheFastestFewAndTheDefaultAndNothingElse() throws InterruptedException {
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(4)));
        bench.recheck(second, recheck());

        assertThat(bench.trials(second)).extracting(Trial::purpose).containsOnly(Purpose.FINAL);
        assertThat(bench.trials(second))
                .extracting(Trial::candidate)
                .contains(Candidate.tuned(champion), Candidate.tuned(CampaignBench.DEFAULT))
                .doesNotContain(Candidate.gridSample())
                .hasSizeLessThanOrEqualTo(Recheck.MOST_CANDIDATES)
                .doesNotHaveDuplicates();
    }

    @Test
    void renewsTheChampionAlsoIfAnotherWasLuckyThisTime() throws InterruptedException {
        var lucky = recheck().fastest().stream()
                .filter(other -> !other.equals(champion))
                .findFirst()
                .orElseThrow();
        bench.runner = new FakeRunner(configuration -> configuration.equals(lucky) ? 10 : 20);
        bench.platform = "driver=2";
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(4)));
        bench.recheck(second, recheck());

        var record = bench.record(second, DeterminismWish.ANY).orElseThrow();
        assertThat(record.configuration()).isEqualTo(champion);
        assertThat(record.evidence().platform()).isEqualTo("driver=2");
        assertThat(bench.decisions(second))
                .extracting(Grounds::kind)
                .containsExactly(Grounds.Kind.FIRST, Grounds.Kind.RENEWED);
    }

    @Test
    void replacesAChampionThatDoesNotWorkAnyMore() throws InterruptedException {
        bench.runner = new FaultyRunner(
                bench.fake,
                candidate -> candidate.equals(Candidate.tuned(champion))
                        ? Optional.of(Outcomes.wrongResult())
                        : Optional.empty());
        var second = bench.store.start(CampaignBench.spec(Budget.ofTrials(4)));
        bench.recheck(second, recheck());

        assertThat(bench.served(second, DeterminismWish.ANY)).isPresent().get().isNotEqualTo(champion);
        assertThat(bench.decisions(second))
                .extracting(Grounds::kind)
                .containsExactly(Grounds.Kind.FIRST, Grounds.Kind.CHAMPION_FAILED);
    }

    @Test
    void takesAtMostATwentiethOfTheDeviceTimeOfTheOriginalCampaign() {
        var recheck = recheck();
        var original = Recheck.deviceTime(bench.trials(this.original));
        assertThat(recheck.deviceTime()).isPositive().isLessThanOrEqualTo(original.dividedBy(20));

        for (var candidates = 1; candidates <= Recheck.MOST_CANDIDATES; candidates++) {
            var policy = recheck.policy(MeasurementPolicy.deciding(), candidates);
            var each = policy.warmUp().plus(policy.blockTime().multipliedBy(policy.blocks()));
            assertThat(each.multipliedBy(candidates)).isLessThanOrEqualTo(recheck.deviceTime());
            assertThat(policy.maxTime().multipliedBy(candidates)).isLessThanOrEqualTo(recheck.deviceTime());
        }
    }

    @Test
    void isTimedAsFinalsAreIfThereIsTimeEnough() {
        var plenty = new Recheck(List.of(), Duration.ofHours(1));
        assertThat(plenty.policy(MeasurementPolicy.deciding(), 4)).isEqualTo(MeasurementPolicy.deciding());
    }

    private Recheck recheck() {
        return Recheck.of(bench.trials(original));
    }
}
