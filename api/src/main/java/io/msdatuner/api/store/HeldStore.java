package io.msdatuner.api.store;

import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.api.queue.Hold;
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
import java.util.function.Supplier;

/**
 * The store as the process sees it that runs a campaign: each write first locks the campaign's place in the queue against
 * others, in the same transaction, so a process that was taken for dead writes nothing when it comes back, and its successor
 * sees all that was written before.
 */
record HeldStore(TuningStore store, CampaignQueue queue, Transactions transactions, Hold hold) implements TuningStore {

    @Override
    public Campaign create(CampaignSpec spec) {
        return store.create(spec);
    }

    @Override
    public Optional<Campaign> find(CampaignId id) {
        return store.find(id);
    }

    @Override
    public Campaign transition(CampaignId id, CampaignState to, Optional<String> reason) {
        return held(() -> store.transition(id, to, reason));
    }

    @Override
    public Trial open(CampaignId id, Purpose purpose, Candidate candidate, Optional<String> baseline) {
        return held(() -> store.open(id, purpose, candidate, baseline));
    }

    @Override
    public Trial finish(CampaignId id, int number, Outcome outcome, Optional<String> artifactDigest) {
        return held(() -> store.finish(id, number, outcome, artifactDigest));
    }

    @Override
    public List<Trial> trials(CampaignId id) {
        return store.trials(id);
    }

    @Override
    public List<Trial> knownTrials(CampaignId id) {
        return store.knownTrials(id);
    }

    @Override
    public List<Campaign> neighbours(CampaignId id, int most) {
        return store.neighbours(id, most);
    }

    @Override
    public Optional<TuningRecord> record(RecordKey key) {
        return store.record(key);
    }

    @Override
    public List<TuningRecord> predecessors(RecordKey key) {
        return store.predecessors(key);
    }

    @Override
    public void promote(TuningRecord record, Grounds grounds) {
        held(() -> {
            store.promote(record, grounds);
            return record;
        });
    }

    @Override
    public void retain(RecordKey key, CampaignId campaign, Grounds grounds) {
        held(() -> {
            store.retain(key, campaign, grounds);
            return key;
        });
    }

    private <T> T held(Supplier<T> write) {
        return transactions.call(() -> {
            queue.require(hold);
            return write.get();
        });
    }
}
