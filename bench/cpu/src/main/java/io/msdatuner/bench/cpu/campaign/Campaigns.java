package io.msdatuner.bench.cpu.campaign;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.BuildAhead;
import io.msdatuner.core.campaign.CampaignListener;
import io.msdatuner.core.campaign.CampaignRunner;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignTools;
import io.msdatuner.core.campaign.SteadyTime;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Campaigns of one kernel and shape, as the service runs them, with their trials in a store. */
record Campaigns(Rig rig, Kernel kernel, Shape shape, TuningStore store) {
    /** Runs one, and gives the configuration that is served after it. */
    Configuration run(
            String sources, Budget budget, SearchStrategy strategy, VariantBuilder builder, VariantRunner runner)
            throws InterruptedException {
        var spec = spec(sources, budget);
        var campaign = store.transition(store.create(spec).id(), CampaignState.RUNNING, Optional.empty());
        try (var builds = new BuildAhead(builder, rig.backend().buildSlots(rig.device()))) {
            var baselines = Baselines.of(
                    rig.backend().defaultConfiguration(kernel, shape, rig.device()), Set.of(Candidate.TUNED));
            var tools = new CampaignTools(
                    rig.device().fingerprint().platform(), strategy, baselines, List.of(), builds, runner);
            var time = SteadyTime.of(System::nanoTime);
            new CampaignRunner(campaign, tools, store, time, CampaignListener.NONE, () -> false).run();
        }
        return store.record(spec.recordKey(DeterminismWish.ANY))
                .map(TuningRecord::configuration)
                .orElseThrow(() -> new IllegalStateException("no configuration passed for " + shape));
    }

    private CampaignSpec spec(String sources, Budget budget) {
        return new CampaignSpec(
                kernel,
                shape,
                rig.device().deviceClass(),
                rig.device().provenance(),
                rig.backend().toolchain(),
                sources,
                "bench",
                0,
                budget);
    }
}
