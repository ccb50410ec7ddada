package io.msdatuner.api.campaign;

import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import java.util.Optional;

/** A store whose calls an interrupt does not break. */
record ShieldedStore(TuningStore store, InterruptShield shield) implements TuningStore {

    @Override
    public Campaign create(CampaignSpec spec) {
        return shield.during(() -> store.create(spec));
    }

    @Override
    public Optional<Campaign> find(CampaignId id) {
        return shield.during(() -> store.find(id));
    }

    @Override
    public Campaign transition(CampaignId id, CampaignState to, Optional<String> reason) {
        return shield.during(() -> store.transition(id, to, reason));
    }

    @Override
    public Trial open(CampaignId id, Purpose purpose, Candidate candidate, Optional<String> baseline) {
        return shield.during(() -> store.open(id, purpose, candidate, baseline));
    }

    @Override
    public Trial finish(CampaignId id, int number, Outcome outcome, Optional<String> artifactDigest) {
        return shield.during(() -> store.finish(id, number, outcome, artifactDigest));
    }

    @Override
    public List<Trial> trials(CampaignId id) {
        return shield.during(() -> store.trials(id));
    }

    @Override
    public List<Trial> knownTrials(CampaignId id) {
        return shield.during(() -> store.knownTrials(id));
    }

    @Override
    public List<Campaign> neighbours(CampaignId id, int most) {
        return shield.during(() -> store.neighbours(id, most));
    }

    @Override
    public Optional<TuningRecord> record(RecordKey key) {
        return shield.during(() -> store.record(key));
    }

    @Override
    public List<TuningRecord> predecessors(RecordKey key) {
        return shield.during(() -> store.predecessors(key));
    }

    @Override
    public void promote(TuningRecord record, Grounds grounds) {
        shield.during(() -> {
            store.promote(record, grounds);
            return record;
        });
    }

    @Override
    public void retain(RecordKey key, CampaignId campaign, Grounds grounds) {
        shield.during(() -> {
            store.retain(key, campaign, grounds);
            return key;
        });
    }
}
