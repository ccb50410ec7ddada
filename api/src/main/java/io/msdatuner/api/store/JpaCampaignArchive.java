package io.msdatuner.api.store;

import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.data.domain.Limit;

final class JpaCampaignArchive implements CampaignArchive {
    private final CampaignRows campaigns;
    private final TrialRows trials;

    JpaCampaignArchive(CampaignRows campaigns, TrialRows trials) {
        this.campaigns = campaigns;
        this.trials = trials;
    }

    @Override
    public List<Campaign> campaigns(Optional<CampaignState> state, OptionalLong beforeId, int limit) {
        var before = beforeId.orElse(Long.MAX_VALUE);
        var page = Limit.of(limit);
        var rows = state.isPresent()
                ? campaigns.findByStateAndIdLessThanOrderByIdDesc(state.get().name(), before, page)
                : campaigns.findByIdLessThanOrderByIdDesc(before, page);
        return rows.stream().map(CampaignRow::toCampaign).toList();
    }

    @Override
    public List<Trial> trialsAfter(CampaignId id, int afterNumber, int limit) {
        if (!campaigns.existsById(id.value())) {
            throw JpaTuningStore.unknown(id);
        }
        return JpaTuningStore.toTrials(trials.findAfter(id.value(), afterNumber, Limit.of(limit)));
    }

    @Override
    public Optional<Trial> trial(CampaignId id, int number) {
        return trials.findById(new TrialId(id.value(), number)).map(TrialRow::toTrial);
    }
}
