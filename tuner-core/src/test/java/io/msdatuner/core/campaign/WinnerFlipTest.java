package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.testkit.FakeBuilder;
import io.msdatuner.core.testkit.InMemoryTuningStore;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How often the winner changes when the same campaign is repeated on a loaded machine. Seeded, so it never fails by chance. */
class WinnerFlipTest {
    private static final int CAMPAIGNS = 30;
    private static final Space SPACE = Spaces.constrained();
    private static final List<Candidate> ALL = LongStream.range(0, SPACE.size())
            .mapToObj(index -> Candidate.tuned(SPACE.at(index)))
            .toList();

    private final SettableClock clock = new SettableClock();
    private final NoisyRunner runner = new NoisyRunner(WinnerFlipTest::timeNs, clock, new Random(5));
    private final InMemoryTuningStore store = new InMemoryTuningStore(clock);

    /** From 100 us in steps of 3 %. */
    private static double timeNs(Candidate candidate) {
        return 100_000 * Math.pow(1.03, ALL.indexOf(candidate));
    }

    @Test
    void isFiveTimesRarerThanWithTheBestOfMeansInTheSameDeviceTime() throws InterruptedException {
        var served = new ArrayList<Configuration>();
        for (var i = 0; i < CAMPAIGNS; i++) {
            served.add(campaign());
        }
        var deviceNs = runner.deviceNs() / CAMPAIGNS;
        var ofMeans = new ArrayList<Configuration>();
        for (var i = 0; i < CAMPAIGNS; i++) {
            ofMeans.add(bestOfMeans(deviceNs));
        }

        assertThat(flips(ofMeans)).isGreaterThanOrEqualTo(5 * Math.max(1, flips(served)));
        assertThat(timeNs(Candidate.tuned(served.get(CAMPAIGNS - 1)))).isLessThan(1.1 * timeNs(ALL.get(0)));
    }

    private static long flips(List<Configuration> winners) {
        return IntStream.range(1, winners.size())
                .filter(i -> !winners.get(i).equals(winners.get(i - 1)))
                .count();
    }

    private Configuration campaign() throws InterruptedException {
        var campaign = store.transition(store.create(spec()).id(), CampaignState.RUNNING, Optional.empty());
        try (var builds = new BuildAhead(new FakeBuilder(SPACE), new BuildSlots(1, true))) {
            var baselines = Baselines.of(SPACE.at(7), Set.of(Candidate.TUNED));
            var tools = new CampaignTools("", new InOrderStrategy(SPACE), baselines, List.of(), builds, runner);
            new CampaignRunner(campaign, tools, store, clock, CampaignListener.NONE, () -> false).run();
        }
        return store.record(campaign.spec().recordKey(DeterminismWish.ANY))
                .map(TuningRecord::configuration)
                .orElseThrow();
    }

    private static CampaignSpec spec() {
        var bench = CampaignBench.spec(Budget.ofTrials(1_000));
        return new CampaignSpec(
                bench.kernel(),
                bench.shape(),
                new DeviceClass("noisy"),
                Provenance.HARDWARE,
                bench.toolchain(),
                bench.sourceDigest(),
                "in-order",
                1,
                bench.budget());
    }

    /** Each for as long as the others, one after the other; the least mean wins. */
    private Configuration bestOfMeans(double deviceNs) {
        var each = (long) (deviceNs / ALL.size());
        return ALL.stream()
                .min(Comparator.comparingDouble(candidate -> mean(candidate, each)))
                .map(Candidate::configuration)
                .orElseThrow();
    }

    private double mean(Candidate candidate, long deviceNs) {
        var blockNs = Duration.ofMillis(20).toNanos();
        var blocks = Math.max(1, deviceNs / blockNs);
        return LongStream.range(0, blocks)
                .flatMap(block -> Arrays.stream(runner.block(candidate, blockNs)))
                .average()
                .orElseThrow();
    }
}
