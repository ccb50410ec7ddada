package io.msdatuner.api.store;

import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import java.util.List;
import java.util.Optional;

/** Looks up what is served, with one statement and without JPA. */
public interface ServedRecords {
    /** The served record of exactly this key. */
    Optional<TuningRecord> find(RecordKey key);

    /** Every record that was ever served for this key, oldest first; the last one is served now. */
    List<TuningRecord> history(RecordKey key);

    /**
     * Serves again what was served before the served record's configuration, as a decision of its own, and returns it; empty
     * if there was nothing else.
     *
     * @param reason to be written down
     */
    Optional<TuningRecord> rollBack(RecordKey key, Optional<String> reason);
}
