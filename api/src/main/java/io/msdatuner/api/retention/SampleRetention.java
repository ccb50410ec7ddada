package io.msdatuner.api.retention;

import io.msdatuner.api.artifact.IdleDevices;
import io.msdatuner.api.problem.ProblemCode;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.SampleArchive;
import io.msdatuner.api.store.SampleArchive.Amount;
import io.msdatuner.api.store.SampleArchive.PrunableTrial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Prunes samples in short transactions, each while no campaign runs on this host: measurements are not disturbed, and what is
 * left over waits for the next time.
 */
@Component
class SampleRetention {

    private static final int BATCH = 500;
    /** What one run takes in at most, so that its list stays small. */
    private static final int MOST_TRIALS = 100_000;

    private final SampleArchive archive;
    private final IdleDevices devices;
    private final Clock clock;

    SampleRetention(SampleArchive archive, IdleDevices devices, Clock clock) {
        this.archive = archive;
        this.devices = devices;
        this.clock = clock;
    }

    /** What a run prunes, or would in a dry run. */
    Amount prune(Duration age, boolean dryRun) {
        var before = clock.instant().minus(age);
        var trials = archive.prunable(before, MOST_TRIALS);
        return dryRun ? total(trials) : pruned(before, trials);
    }

    private Amount pruned(Instant before, List<PrunableTrial> trials) {
        var done = Amount.NOTHING;
        for (var begin = 0; begin < trials.size(); begin += BATCH) {
            var batch = trials.subList(begin, Math.min(trials.size(), begin + BATCH));
            var amount = devices.whileIdle(() -> archive.prune(batch));
            if (amount.isEmpty()) {
                return stopped(before, done);
            }
            done = done.plus(amount.get());
        }
        return written(before, done);
    }

    private Amount stopped(Instant before, Amount done) {
        if (done.trials() == 0) {
            throw new ProblemException(
                    ProblemCode.CAMPAIGN_STATE,
                    "a campaign runs on this host and must not be disturbed; try again when it has ended");
        }
        return written(before, done);
    }

    private Amount written(Instant before, Amount done) {
        if (done.trials() > 0) {
            archive.record(before, done);
        }
        return done;
    }

    private static Amount total(List<PrunableTrial> trials) {
        return new Amount(
                trials.size(), trials.stream().mapToLong(PrunableTrial::samples).sum());
    }

    /** When something was last pruned, by any service of the database. */
    Optional<Instant> last() {
        return archive.prunings(1).stream().map(SampleArchive.Pruning::prunedAt).findFirst();
    }
}
