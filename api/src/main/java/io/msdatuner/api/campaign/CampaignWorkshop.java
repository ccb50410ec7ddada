package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.store.ArtifactCatalogue;
import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.campaign.BuildAhead;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignRunner;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignTools;
import io.msdatuner.core.campaign.Precedents;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.strategies.Strategies;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Puts together what a campaign needs to run on a device of this host. */
@Component
class CampaignWorkshop {

    private final TuningStore store;
    private final ArtifactCatalogue catalogue;
    private final Strategies strategies;
    private final CampaignEvents events;
    private final Clock clock;

    CampaignWorkshop(
            TuningStore store, ArtifactCatalogue catalogue, Strategies strategies, CampaignEvents events, Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.strategies = strategies;
        this.events = events;
        this.clock = clock;
    }

    /** Runs a campaign to its end on the calling thread, which only the shield may interrupt. */
    CampaignState run(Campaign campaign, LocalDevice local, InterruptShield shield, BooleanSupplier stopRequested)
            throws InterruptedException {
        var backend = local.backend();
        var device = local.device();
        var spec = campaign.spec();
        var space = backend.space(spec.kernel(), spec.shape(), device);
        var durable = new ShieldedStore(store, shield);
        var precedents = Precedents.of(campaign, durable);
        var problem = new SearchProblem(space, spec.seed(), spec.budget().maxTrials(), precedents);
        var builder = new CataloguingBuilder(backend.builder(device), catalogue, spec, backend.name(), clock);
        try (var builds = new BuildAhead(builder, backend.buildSlots(device));
                var runner = backend.runner(device)) {
            var tools = new CampaignTools(
                    strategies.named(spec.strategy()).create(problem),
                    Baselines.of(
                            backend.defaultConfiguration(spec.kernel(), spec.shape(), device),
                            backend.implementations()),
                    backend.warmStarts(spec.kernel(), spec.shape(), device),
                    builds,
                    runner);
            return new CampaignRunner(campaign, tools, durable, clock, events, stopRequested).run();
        }
    }

    /** Why trials of this host would not belong to the campaign's record any more; empty if they do. */
    static Optional<String> mismatch(CampaignSpec spec, LocalDevice local) {
        var toolchain = local.backend().toolchain();
        if (!toolchain.equals(spec.toolchain())) {
            return Optional.of("it was made for the compiler '%s' and this host has '%s' now; create a new campaign"
                    .formatted(spec.toolchain(), toolchain));
        }
        return local.backend().sourceDigest(spec.kernel()).equals(spec.sourceDigest())
                ? Optional.empty()
                : Optional.of("the sources of %s have changed since it was made; create a new campaign"
                        .formatted(spec.kernel()));
    }
}
