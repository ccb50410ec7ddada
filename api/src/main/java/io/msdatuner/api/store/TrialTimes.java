package io.msdatuner.api.store;

import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.transfer.TrialTime;
import java.util.List;

/** The times of trials without their samples, with one statement and without JPA. */
public interface TrialTimes {
    /**
     * The measured trials of tuned candidates in the last few campaigns of this key, whatever its determinism wish; by
     * campaign and number, without challenges.
     */
    List<TrialTime> of(RecordKey key, Provenance measured);
}
