package io.msdatuner.core.campaign;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.testkit.FakeBuilder;
import io.msdatuner.core.testkit.FakeRunner;
import io.msdatuner.core.testkit.InMemoryTuningStore;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** All that a campaign of {@link Spaces#constrained()} needs, with parts that a test exchanges. */
final class CampaignBench {
    static final Space SPACE = Spaces.constrained();
    static final Configuration DEFAULT = Spaces.configuration("tile", 1, "unroll", 1, "threads", 1);
    /** The fastest by {@link #timeNs}. */
    static final Configuration FASTEST = Spaces.configuration("tile", 2, "unroll", 8, "threads", 2);

    final SettableClock clock = new SettableClock(SettableClock.START, Duration.ofMillis(1));
    private final InMemoryTuningStore memory = new InMemoryTuningStore(clock);
    final KillableStore store = new KillableStore(memory);
    VariantBuilder builder = new FakeBuilder(SPACE);
    FakeRunner fake = new FakeRunner(CampaignBench::timeNs);
    VariantRunner runner = fake;
    BuildSlots slots = new BuildSlots(1, true);
    CampaignListener listener = CampaignListener.NONE;
    BooleanSupplier stopRequested = () -> false;
    List<Configuration> warmStarts = List.of();
    String platform = "driver=1";
    InOrderStrategy strategy = new InOrderStrategy(SPACE);

    /** 160 us over tile, unrolling and threads, and a bit more for more of each: every time differs. */
    static long timeNs(Configuration configuration) {
        var tile = configuration.number("tile");
        var unroll = configuration.number("unroll");
        return 160_000 / (tile * unroll * configuration.number("threads")) + 100 * tile + unroll;
    }

    static CampaignSpec spec(Budget budget) {
        return new CampaignSpec(
                Kernel.MSDA_FORWARD,
                Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=80x80"),
                new DeviceClass("fake"),
                Provenance.SIMULATED,
                "c++ 12",
                "source-digest",
                "in-order",
                7,
                budget);
    }

    /** Runs the campaign with a strategy that knows nothing, as a new process would. */
    CampaignState run(Campaign campaign) throws InterruptedException {
        strategy = new InOrderStrategy(SPACE);
        try (var builds = new BuildAhead(builder, slots)) {
            var tools = new CampaignTools(platform, strategy, Baselines.of(DEFAULT), warmStarts, builds, runner);
            return new CampaignRunner(campaign, tools, store, clock, listener, stopRequested).run();
        }
    }

    /** Runs a campaign that only compares, with the default as its only baseline. */
    CampaignState recheck(Campaign campaign, Recheck recheck) throws InterruptedException {
        try (var builds = new BuildAhead(builder, slots)) {
            var baselines = Baselines.of(DEFAULT, Set.of(Candidate.TUNED));
            var tools = new CampaignTools(platform, new InOrderStrategy(SPACE), baselines, List.of(), builds, runner);
            return new CampaignRunner(campaign, tools, store, clock, listener, stopRequested).recheck(recheck);
        }
    }

    List<Trial> trials(Campaign campaign) {
        return store.trials(campaign.id());
    }

    List<Trial> trials(Campaign campaign, Purpose purpose) {
        return trials(campaign).stream()
                .filter(trial -> trial.purpose() == purpose)
                .toList();
    }

    /** Search trials that ran to their end. */
    List<Trial> searched(Campaign campaign) {
        return trials(campaign).stream().filter(Spending::usesBudget).toList();
    }

    Optional<TuningRecord> record(Campaign campaign, DeterminismWish wish) {
        return store.record(campaign.spec().recordKey(wish));
    }

    List<Grounds> decisions(Campaign campaign) {
        return memory.decisions(campaign.spec().recordKey(DeterminismWish.ANY));
    }

    Optional<Configuration> served(Campaign campaign, DeterminismWish wish) {
        return record(campaign, wish).map(TuningRecord::configuration);
    }
}
