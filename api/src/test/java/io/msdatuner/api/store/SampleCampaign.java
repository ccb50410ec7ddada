package io.msdatuner.api.store;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.Map;
import java.util.Optional;

/** A running campaign to put trials into. */
record SampleCampaign(TuningStore store, CampaignSpec spec, CampaignId id) {
    private static final Candidate CANDIDATE =
            Candidate.tuned(Configuration.of(Map.of("queryTile", Value.of(64), "layout", Value.of("bnhc"))));

    static SampleCampaign running(TuningStore store, CampaignSpec spec) {
        var id = store.create(spec).id();
        store.transition(id, CampaignState.RUNNING, Optional.empty());
        return new SampleCampaign(store, spec, id);
    }

    Trial open() {
        return store.open(id, Purpose.SEARCH, CANDIDATE, Optional.empty());
    }

    Trial finished(Outcome outcome) {
        return store.finish(id, open().number(), outcome, Optional.of("abc123"));
    }

    /** Serves what a new trial measured. */
    TuningRecord promoted(Outcome.Measured outcome) {
        var trial = finished(outcome);
        var evidence = new Evidence(
                id.value(),
                trial.number(),
                spec.provenance(),
                "driver=1",
                outcome.median(),
                Map.of(),
                outcome.verification().determinism(),
                outcome.verification().worstError(),
                "abc123",
                trial.finishedAt().orElseThrow());
        var record = new TuningRecord(spec.recordKey(DeterminismWish.ANY), CANDIDATE.configuration(), evidence);
        store.promote(record, Grounds.of(Grounds.Kind.FIRST));
        return record;
    }
}
