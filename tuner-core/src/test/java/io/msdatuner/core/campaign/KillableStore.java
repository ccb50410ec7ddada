package io.msdatuner.core.campaign;

import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import java.util.Optional;

/**
 * A store that can die before any of its writes, as if the process was killed: from then on every call fails until it is
 * revived, with all that was written before.
 */
public final class KillableStore implements TuningStore {
    private final TuningStore store;
    private int writes;
    private int lastWrite = Integer.MAX_VALUE;
    private boolean dead;

    /** The process was killed. */
    public static final class KilledException extends RuntimeException {}

    public KillableStore(TuningStore store) {
        this.store = store;
    }

    /** How often trials were opened or finished and records promoted. */
    public int writes() {
        return writes;
    }

    public void dieAfterWrites(int count) {
        lastWrite = writes + count;
    }

    public void revive() {
        lastWrite = Integer.MAX_VALUE;
        dead = false;
    }

    public Campaign start(CampaignSpec spec) {
        return transition(create(spec).id(), CampaignState.RUNNING, Optional.empty());
    }

    @Override
    public Campaign create(CampaignSpec spec) {
        return alive().create(spec);
    }

    @Override
    public Optional<Campaign> find(CampaignId id) {
        return alive().find(id);
    }

    @Override
    public Campaign transition(CampaignId id, CampaignState to, Optional<String> reason) {
        return alive().transition(id, to, reason);
    }

    @Override
    public Trial open(CampaignId id, Purpose purpose, Candidate candidate, Optional<String> baseline) {
        return writing().open(id, purpose, candidate, baseline);
    }

    @Override
    public Trial finish(CampaignId id, int number, Outcome outcome, Optional<String> artifactDigest) {
        return writing().finish(id, number, outcome, artifactDigest);
    }

    @Override
    public List<Trial> trials(CampaignId id) {
        return alive().trials(id);
    }

    @Override
    public List<Trial> knownTrials(CampaignId id) {
        return alive().knownTrials(id);
    }

    @Override
    public List<Campaign> neighbours(CampaignId id, int most) {
        return alive().neighbours(id, most);
    }

    @Override
    public Optional<TuningRecord> record(RecordKey key) {
        return alive().record(key);
    }

    @Override
    public List<TuningRecord> predecessors(RecordKey key) {
        return alive().predecessors(key);
    }

    @Override
    public void promote(TuningRecord record, Grounds grounds) {
        writing().promote(record, grounds);
    }

    @Override
    public void retain(RecordKey key, CampaignId campaign, Grounds grounds) {
        writing().retain(key, campaign, grounds);
    }

    private TuningStore writing() {
        dead |= writes == lastWrite;
        var alive = alive();
        writes++;
        return alive;
    }

    private TuningStore alive() {
        if (dead) {
            throw new KilledException();
        }
        return store;
    }
}
