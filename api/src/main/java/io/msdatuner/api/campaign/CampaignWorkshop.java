package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.results.ResultHints;
import io.msdatuner.api.store.ArtifactCatalogue;
import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.campaign.BuildAhead;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignRunner;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignTools;
import io.msdatuner.core.campaign.Precedents;
import io.msdatuner.core.campaign.Recheck;
import io.msdatuner.core.campaign.SteadyTime;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.strategies.Strategies;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts together what a campaign needs to run on a device of this host. */
@Component
class CampaignWorkshop {

    private final TuningStore store;
    private final ArtifactCatalogue catalogue;
    private final Strategies strategies;
    private final ResultHints hints;
    private final OriginalCampaigns originals;
    private final CampaignEvents events;
    private final Clock clock;

    CampaignWorkshop(
            TuningStore store,
            ArtifactCatalogue catalogue,
            Strategies strategies,
            ResultHints hints,
            OriginalCampaigns originals,
            CampaignEvents events,
            Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.strategies = strategies;
        this.hints = hints;
        this.originals = originals;
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
        if (spec.strategy().equals(Recheck.STRATEGY)) {
            return recheck(campaign, local, durable, stopRequested);
        }
        var precedents = Precedents.of(campaign, durable);
        var problem = new SearchProblem(space, spec.seed(), spec.budget().maxTrials(), precedents);
        try (var builds = builds(spec, local);
                var runner = backend.runner(device)) {
            var tools = new CampaignTools(
                    local.platform(),
                    strategies.named(spec.strategy()).create(problem),
                    Baselines.of(
                            backend.defaultConfiguration(spec.kernel(), spec.shape(), device),
                            backend.implementations()),
                    warmStarts(spec, local, space),
                    builds,
                    runner);
            return new CampaignRunner(campaign, tools, durable, SteadyTime.of(System::nanoTime), events, stopRequested)
                    .run();
        }
    }

    /** Nothing is searched, and of the baselines only the default is measured. */
    private CampaignState recheck(
            Campaign campaign, LocalDevice local, TuningStore durable, BooleanSupplier stopRequested)
            throws InterruptedException {
        var spec = campaign.spec();
        var backend = local.backend();
        var device = local.device();
        var space = backend.space(spec.kernel(), spec.shape(), device);
        var recheck = Recheck.of(originals.of(spec).map(durable::trials).orElseGet(List::of));
        var valid =
                new Recheck(recheck.fastest().stream().filter(space::contains).toList(), recheck.deviceTime());
        try (var builds = builds(spec, local);
                var runner = backend.runner(device)) {
            var tools = new CampaignTools(
                    local.platform(),
                    new NoSearch(),
                    Baselines.of(
                            backend.defaultConfiguration(spec.kernel(), spec.shape(), device), Set.of(Candidate.TUNED)),
                    List.of(),
                    builds,
                    runner);
            return new CampaignRunner(campaign, tools, durable, SteadyTime.of(System::nanoTime), events, stopRequested)
                    .recheck(valid);
        }
    }

    /** What other tuners found for this very problem, then what usually wins. */
    private List<Configuration> warmStarts(CampaignSpec spec, LocalDevice local, Space space) {
        var imported = hints.fastest(spec.kernel(), spec.shape(), spec.deviceClass(), space);
        var usual = local.backend().warmStarts(spec.kernel(), spec.shape(), local.device());
        return Stream.concat(imported.stream(), usual.stream()).distinct().toList();
    }

    private BuildAhead builds(CampaignSpec spec, LocalDevice local) {
        var backend = local.backend();
        var builder = new CataloguingBuilder(backend.builder(local.device()), catalogue, spec, backend.name(), clock);
        return new BuildAhead(builder, backend.buildSlots(local.device()));
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
