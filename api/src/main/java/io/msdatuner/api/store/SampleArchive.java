package io.msdatuner.api.store;

import io.msdatuner.core.campaign.CampaignId;
import java.time.Instant;
import java.util.List;

/**
 * The samples of trials, which can be pruned when they are old: medians, intervals, verification and outcomes stay for ever. The
 * samples of a trial that any record names, served now or before, are never pruned; and a snapshot names no other trials.
 */
public interface SampleArchive {
    /**
     * The trials whose samples may be pruned, those that finished first before the others.
     *
     * @param before only trials that finished before this
     * @param most at most so many
     */
    List<PrunableTrial> prunable(Instant before, int most);

    /** Prunes these in one transaction and returns how many there were; those that were pruned meanwhile do not count. */
    Amount prune(List<PrunableTrial> trials);

    /** Writes down that this was pruned. */
    void record(Instant olderThan, Amount amount);

    /** What was pruned, the newest first. */
    List<Pruning> prunings(int most);

    record PrunableTrial(CampaignId campaign, int number, int samples) {}

    /** So many trials with so many samples in all. */
    record Amount(int trials, long samples) {
        public static final Amount NOTHING = new Amount(0, 0);

        public Amount plus(Amount other) {
            return new Amount(trials + other.trials, samples + other.samples);
        }
    }

    /** @param olderThan trials that finished before this were pruned */
    record Pruning(Instant olderThan, Amount amount, Instant prunedAt) {}
}
