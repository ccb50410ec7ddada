package io.msdatuner.api.store;

import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import java.util.Optional;

/** Looks up what is served, with one statement and without JPA. */
public interface ServedRecords {
    /** The served record of exactly this key. */
    Optional<TuningRecord> find(RecordKey key);
}
