package io.msdatuner.core.testkit;

import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.campaign.TuningStoreContractTest;
import java.time.Clock;
import java.util.List;

class InMemoryTuningStoreTest extends TuningStoreContractTest {
    private final InMemoryTuningStore store = new InMemoryTuningStore(Clock.systemUTC());

    @Override
    protected TuningStore store() {
        return store;
    }

    @Override
    protected List<TuningRecord> history(RecordKey key) {
        return store.history(key);
    }

    @Override
    protected List<Grounds> decisions(RecordKey key) {
        return store.decisions(key);
    }
}
