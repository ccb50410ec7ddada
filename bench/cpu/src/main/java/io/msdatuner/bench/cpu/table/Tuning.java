package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.BuildAhead;
import io.msdatuner.core.campaign.CampaignListener;
import io.msdatuner.core.campaign.CampaignRunner;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignTools;
import io.msdatuner.core.campaign.SteadyTime;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.InMemoryTuningStore;
import io.msdatuner.strategies.Strategies;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Finds the tuned configurations: campaigns as the service runs them, each found once and then kept. */
final class Tuning {
    private static final String STRATEGY = "auto";
    private static final long SEED = 0;

    private final Findings findings;
    private final Budget budget;
    private final Deadline deadline;

    Tuning(Findings findings, Budget budget, Deadline deadline) {
        this.findings = findings;
        this.budget = budget;
        this.deadline = deadline;
    }

    /**
     * The fastest configuration that is known for a shape: the winner of its campaign, or another shape's winner that was
     * faster here.
     */
    Configuration best(Rig rig, Kernel kernel, Shape shape) throws InterruptedException {
        var winner = winner(rig, kernel, shape);
        return findings.times(kernel, shape).entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(winner);
    }

    /** The winner of the shape's own campaign. */
    Configuration winner(Rig rig, Kernel kernel, Shape shape) throws InterruptedException {
        var known = findings.winner(kernel, shape);
        if (known.isPresent()) {
            return known.get();
        }
        deadline.check();
        System.err.printf("tuning %s %s, budget %s%n", kernel, shape, budget);
        var winner = campaign(rig, kernel, shape);
        findings.putWinner(kernel, shape, winner);
        return winner;
    }

    private Configuration campaign(Rig rig, Kernel kernel, Shape shape) throws InterruptedException {
        var spec = spec(rig, kernel, shape);
        var clock = Clock.systemUTC();
        var store = new InMemoryTuningStore(clock);
        var created = store.create(spec);
        var campaign = store.transition(created.id(), CampaignState.RUNNING, Optional.empty());
        var backend = rig.backend();
        var problem = new SearchProblem(rig.space(kernel, shape), SEED, budget.maxTrials());
        try (var builds = new BuildAhead(rig.builder(), backend.buildSlots(rig.device()))) {
            var tools = new CampaignTools(
                    rig.device().fingerprint().platform(),
                    Strategies.installed().named(STRATEGY).create(problem),
                    Baselines.of(backend.defaultConfiguration(kernel, shape, rig.device())),
                    backend.warmStarts(kernel, shape, rig.device()),
                    builds,
                    rig.worker(kernel));
            new CampaignRunner(
                            campaign, tools, store, SteadyTime.of(System::nanoTime), CampaignListener.NONE, () -> false)
                    .run();
        }
        return store.record(spec.recordKey(DeterminismWish.ANY))
                .orElseThrow(() ->
                        new BenchTroubleException("no configuration of %s passed for %s".formatted(kernel, shape)))
                .configuration();
    }

    private CampaignSpec spec(Rig rig, Kernel kernel, Shape shape) {
        return new CampaignSpec(
                kernel,
                shape,
                rig.device().deviceClass(),
                rig.device().provenance(),
                rig.backend().toolchain(),
                rig.backend().sourceDigest(kernel),
                STRATEGY,
                SEED,
                budget);
    }
}
