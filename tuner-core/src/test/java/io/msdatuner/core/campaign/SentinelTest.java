package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SentinelTest {
    /** The baselines, the sentinel and the runner-up; then everything takes so many times as long. */
    private static final int STEADY_RUNS = 4;

    private static final int SLOWDOWN = 3;

    private final CampaignBench bench = new CampaignBench();
    private int runs;

    /** The fastest would be stopped, and be no finalist, because the machine is slower than when the runner-up was measured. */
    @Test
    void seesThatTheMachineIsSlowerAndNotTheVariants() throws InterruptedException {
        bench.runner = new SlowingRunner();
        bench.warmStarts = List.of(runnerUp());
        var campaign = bench.store.start(onHardware(CampaignBench.spec(Budget.ofTrials(1_000))));
        bench.run(campaign);

        assertThat(bench.searched(campaign))
                .filteredOn(trial -> trial.candidate().equals(Candidate.tuned(CampaignBench.FASTEST)))
                .singleElement()
                .satisfies(trial -> assertThat(
                                trial.measured().orElseThrow().measurement().stoppedEarly())
                        .isFalse());
        assertThat(bench.served(campaign, DeterminismWish.ANY)).contains(CampaignBench.FASTEST);
    }

    private static Configuration runnerUp() {
        return LongStream.range(0, CampaignBench.SPACE.size())
                .mapToObj(CampaignBench.SPACE::at)
                .filter(configuration -> !configuration.equals(CampaignBench.FASTEST))
                .min(Comparator.comparingLong(CampaignBench::timeNs))
                .orElseThrow();
    }

    private static CampaignSpec onHardware(CampaignSpec spec) {
        return new CampaignSpec(
                spec.kernel(),
                spec.shape(),
                new DeviceClass("slowing"),
                Provenance.HARDWARE,
                spec.toolchain(),
                spec.sourceDigest(),
                spec.strategy(),
                spec.seed(),
                spec.budget());
    }

    /** Stops what takes more than 1.2 times the incumbent. */
    private final class SlowingRunner implements VariantRunner {
        @Override
        public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) {
            bench.clock.advance(Duration.ofMillis(policy.equals(MeasurementPolicy.sentinel()) ? 1 : 100));
            var slowdown = runs++ < STEADY_RUNS ? 1 : SLOWDOWN;
            var timeNs = slowdown * timeNs(variant.variant().candidate());
            return timeNs > 1.2 * incumbentNs.orElse(Double.POSITIVE_INFINITY)
                    ? Outcomes.stoppedEarly(timeNs)
                    : Outcomes.measured(timeNs, Determinism.BITWISE_REPEATABLE, policy);
        }

        private long timeNs(Candidate candidate) {
            return candidate.isTuned() ? CampaignBench.timeNs(candidate.configuration()) : 1_000_000;
        }

        @Override
        public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) {
            return variants.stream()
                    .<Outcome>map(variant -> Outcomes.measured(
                            timeNs(variant.variant().candidate()), Determinism.BITWISE_REPEATABLE, policy))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
