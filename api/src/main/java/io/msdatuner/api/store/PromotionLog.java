package io.msdatuner.api.store;

import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Every decision about what is served, for ever. */
public interface PromotionLog {
    /** The newest first; only those before this one if it is given. */
    List<Decision> decisions(OptionalLong before, int most);

    /** Of one key, the oldest first. */
    List<Decision> of(RecordKey key);

    /**
     * A decision.
     *
     * @param served what is served after it
     * @param replaced id of what was served before, if that changed
     * @param campaign whose winner it was about; empty if a caller went back to an earlier record
     * @param reason what the caller said
     */
    record Decision(
            long id,
            TuningRecord served,
            long record,
            Optional<Long> replaced,
            Optional<Long> campaign,
            Grounds grounds,
            Optional<String> reason,
            Instant decidedAt) {}
}
