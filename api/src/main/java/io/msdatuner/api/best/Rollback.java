package io.msdatuner.api.best;

import io.msdatuner.api.problem.ProblemCode;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.ServedRecords;
import io.msdatuner.core.InvalidValueException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Goes back to what was served before, at once: the index of this service knows it before the call returns. */
@Component
class Rollback {

    private static final int LONGEST_REASON = 1_000;

    private final LookupReader reader;
    private final RecordChooser chooser;
    private final BestConfigurations best;
    private final ServedRecords records;

    Rollback(LookupReader reader, RecordChooser chooser, BestConfigurations best, ServedRecords records) {
        this.reader = reader;
        this.chooser = chooser;
        this.best = best;
        this.records = records;
    }

    /** What the lookup is answered with from now on. */
    Answer of(RollbackRequest request) {
        var reason = reason(request.reason());
        var lookup = reader.read(request.lookup());
        var served = chooser.choose(lookup)
                .record()
                .orElseThrow(() -> ProblemException.notFound("no record answers this lookup"));
        if (records.rollBack(served.key(), reason).isEmpty()) {
            throw new ProblemException(
                    ProblemCode.NOTHING_BEFORE,
                    "record %d is the only configuration that was ever served for its key".formatted(served.id()));
        }
        return best.of(lookup);
    }

    private static Optional<String> reason(@Nullable String given) {
        if (given != null && (given.isBlank() || given.length() > LONGEST_REASON)) {
            throw new InvalidValueException(
                    "reason", given.length() + " characters", "1 to " + LONGEST_REASON + " characters, not all blank");
        }
        return Optional.ofNullable(given);
    }
}
