package io.msdatuner.api.campaign;

import io.msdatuner.api.store.CampaignSets;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignSummary;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.set.FinalsForecast;
import io.msdatuner.core.set.TimelySearch;
import io.msdatuner.core.trial.MeasurementPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Ends the search of a campaign that belongs to a set so early that its finals end within its part of the budget and before the
 * deadline of the set. Other campaigns keep their search as it is.
 */
@Component
class FinalsInTime {

    /** For what a forecast does not see: starting a worker, a busy machine. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final CampaignSets sets;
    private final Clock clock;

    FinalsInTime(CampaignSets sets, Clock clock) {
        this.sets = sets;
        this.clock = clock;
    }

    SearchStrategy search(Campaign campaign, TuningStore store, SearchStrategy strategy) {
        var end = sets.ofCampaign(campaign.id()).flatMap(set -> end(campaign, set, store));
        return end.<SearchStrategy>map(limit -> new TimelySearch(
                        strategy,
                        () -> !clock.instant().plus(finals(campaign, store)).isBefore(limit)))
                .orElse(strategy);
    }

    /** When the finals have to be over; empty if neither time nor a deadline bounds it. */
    private Optional<Instant> end(Campaign campaign, CampaignSet set, TuningStore store) {
        var now = clock.instant();
        var used = CampaignSummary.of(store.trials(campaign.id())).busyTime();
        var own = campaign.spec().budget().maxTime().map(time -> now.plus(time).minus(used));
        var ofSet = set.spec().budget().maxTime().map(time -> now.plus(time).minus(sets.spent(set.id())));
        return Stream.of(own, ofSet, set.spec().deadline())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static Duration finals(Campaign campaign, TuningStore store) {
        var spec = campaign.spec();
        var forecast = FinalsForecast.of(
                store.trials(campaign.id()),
                MeasurementPolicy.deciding(spec.provenance()),
                MeasurementPolicy.paired(spec.provenance()),
                store.record(spec.recordKey(DeterminismWish.ANY)).isPresent());
        return forecast.plus(RESERVE);
    }
}
