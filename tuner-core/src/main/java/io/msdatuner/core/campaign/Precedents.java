package io.msdatuner.core.campaign;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.Precedent;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what earlier campaigns for the nearest other keys learnt. Only trials that were finished when the campaign was
 * created count, so that it begins with the same knowledge however often it is resumed.
 */
public final class Precedents {
    private static final int MOST = 3;
    private static final int MOST_CAMPAIGNS = 200;
    /** With fewer measured configurations there is nothing to learn from. */
    private static final int FEWEST_MEASURED = 10;

    private final TuningStore store;
    private final Campaign campaign;

    private Precedents(TuningStore store, Campaign campaign) {
        this.store = store;
        this.campaign = campaign;
    }

    /** What is known of the problems that are nearest to the campaign's, the nearest first. */
    public static List<Precedent> of(Campaign campaign, TuningStore store) {
        return new Precedents(store, campaign).nearest();
    }

    private List<Precedent> nearest() {
        Map<RecordKey, List<Campaign>> byKey = new LinkedHashMap<>();
        for (var neighbour : store.neighbours(campaign.id(), MOST_CAMPAIGNS)) {
            byKey.computeIfAbsent(neighbour.spec().recordKey(DeterminismWish.ANY), key -> new ArrayList<>())
                    .add(0, neighbour);
        }
        var own = campaign.spec().recordKey(DeterminismWish.ANY);
        return byKey.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> Kinship.distance(entry.getKey(), own)))
                .map(entry -> trials(entry.getValue()))
                .filter(trials -> measured(trials) >= FEWEST_MEASURED)
                .limit(MOST)
                .map(Precedents::precedent)
                .toList();
    }

    /** Oldest first. */
    private List<Trial> trials(List<Campaign> campaigns) {
        return campaigns.stream()
                .flatMap(neighbour -> store.trials(neighbour.id()).stream())
                .filter(trial -> trial.candidate().isTuned() && !trial.purpose().isRemeasurement())
                .filter(trial -> trial.ranToItsEnd() && wasFinishedInTime(trial))
                .toList();
    }

    private boolean wasFinishedInTime(Trial trial) {
        return !trial.finishedAt().orElseThrow().isAfter(campaign.createdAt());
    }

    private static long measured(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.measured().isPresent())
                .map(Trial::candidate)
                .distinct()
                .count();
    }

    private static Precedent precedent(List<Trial> trials) {
        return new Precedent(trials.stream()
                .map(trial -> new Observation(
                        trial.candidate().configuration(), trial.outcome().orElseThrow()))
                .toList());
    }
}
