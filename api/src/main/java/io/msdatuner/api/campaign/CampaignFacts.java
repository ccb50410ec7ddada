package io.msdatuner.api.campaign;

import io.msdatuner.api.device.ScratchMemory;
import io.msdatuner.api.store.ArtifactCatalogue;
import io.msdatuner.api.store.ArtifactCatalogue.BuiltArtifact;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignSummary;
import io.msdatuner.core.campaign.ParetoFront;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.trial.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a campaign's trials say, derived anew whenever it may have changed: a campaign that is not active is read once, an
 * active one on each request.
 */
@Component
public class CampaignFacts {

    private static final int CAMPAIGNS = 1_000;
    private static final int ARTIFACTS = 100_000;

    private final TuningStore store;
    private final ArtifactCatalogue catalogue;
    private final CampaignEvents events;
    private final ScratchMemory memory;
    private final Map<Version, Facts> settled = LastUsed.map(CAMPAIGNS);
    private final Map<Start, Integer> known = LastUsed.map(CAMPAIGNS);
    private final Map<String, Instant> artifactTimes = LastUsed.map(ARTIFACTS);

    CampaignFacts(TuningStore store, ArtifactCatalogue catalogue, CampaignEvents events, ScratchMemory memory) {
        this.store = store;
        this.catalogue = catalogue;
        this.events = events;
        this.memory = memory;
    }

    /**
     * @param front of time and scratch memory
     * @param artifactsBuilt different artifacts that were made since the campaign was created
     * @param artifactsReused different artifacts that were there before
     */
    record Facts(
            CampaignSummary summary, ParetoFront front, int artifactsBuilt, int artifactsReused, int knownTrials) {}

    private record Version(Campaign campaign, long changes) {}

    private record Start(CampaignId campaign, CampaignState state) {}

    /** What the trials of a campaign say so far. */
    public CampaignSummary summaryOf(Campaign campaign) {
        return of(campaign).summary();
    }

    Facts of(Campaign campaign) {
        // Asked before reading: what is read later may be newer than its version, never older.
        var version = new Version(campaign, events.changes(campaign.id()));
        var remembered = settled.get(version);
        if (remembered != null) {
            return remembered;
        }
        var trials = store.trials(campaign.id());
        var facts = derive(campaign, trials);
        // A process elsewhere may only just be ending the trials of a campaign that was cancelled here.
        if (!campaign.state().isActive() && trials.stream().allMatch(Trial::isFinished)) {
            settled.put(version, facts);
        }
        return facts;
    }

    private Facts derive(Campaign campaign, List<Trial> trials) {
        var built = artifacts(trials).entrySet().stream()
                .filter(artifact -> !artifact.getValue().isBefore(campaign.createdAt()))
                .count();
        var start = new Start(campaign.id(), campaign.state());
        return new Facts(
                CampaignSummary.of(trials),
                ParetoFront.of(trials, memory.of(campaign.spec())),
                (int) built,
                artifacts(trials).size() - (int) built,
                known.computeIfAbsent(
                        start, id -> store.knownTrials(campaign.id()).size()));
    }

    /** When each artifact was made, by digest. */
    private Map<String, Instant> artifacts(List<Trial> trials) {
        return trials.stream()
                .flatMap(trial -> trial.artifact().stream())
                .distinct()
                .collect(Collectors.toMap(digest -> digest, this::madeAt));
    }

    private Instant madeAt(String digest) {
        @Nullable Instant remembered = artifactTimes.get(digest);
        if (remembered != null) {
            return remembered;
        }
        var made = catalogue.find(digest).map(BuiltArtifact::createdAt);
        made.ifPresent(time -> artifactTimes.put(digest, time));
        return made.orElse(Instant.MAX);
    }
}
