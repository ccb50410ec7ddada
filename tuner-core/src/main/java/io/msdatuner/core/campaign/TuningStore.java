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
 * Keeps campaigns, every trial with its samples, and the served records. What a method has returned from is durable. A
 * finished trial never changes. Safe for use by several threads. A method that takes a campaign's id throws
 * {@link java.util.NoSuchElementException} if there is none.
 */
public interface TuningStore {
    /** Keeps a new campaign, {@code PENDING}. */
    Campaign create(CampaignSpec spec);

    Optional<Campaign> find(CampaignId id);

    /**
     * Moves a campaign on and returns it as it then is.
     *
     * @throws CampaignStateException if it is {@code COMPLETED}
     */
    Campaign transition(CampaignId id, CampaignState to, Optional<String> reason);

    /**
     * Opens the campaign's next trial; numbers are consecutive from 0.
     *
     * @throws CampaignStateException if the campaign is not {@code RUNNING}
     */
    Trial open(CampaignId id, Purpose purpose, Candidate candidate, Optional<String> baseline);

    /**
     * Gives an open trial its outcome, whatever the campaign's state.
     *
     * @throws IllegalStateException if it is finished already
     * @throws java.util.NoSuchElementException if the campaign has no trial of this number
     */
    Trial finish(CampaignId id, int number, Outcome outcome, Optional<String> artifactDigest);

    /** All trials of a campaign by number. */
    List<Trial> trials(CampaignId id);

    /**
     * The finished trials of tuned candidates in campaigns before this one that have the same record key, oldest first:
     * what is known when it starts. Without finals, and without abandoned trials, which say nothing of their candidates.
     */
    List<Trial> knownTrials(CampaignId id);

    /**
     * The campaigns created before this one that tune the same kernel by the same kind of times, hardware or simulated, for
     * another record key: another shape, device class, toolchain or source. Newest first.
     */
    List<Campaign> neighbours(CampaignId id, int most);

    /** The served record of a key. */
    Optional<TuningRecord> record(RecordKey key);

    /** The records that are served for the same problem and sources, but were measured with another toolchain; newest first. */
    List<TuningRecord> predecessors(RecordKey key);

    /**
     * Makes this the served record of its key; the one before is kept as history, and the grounds are written down.
     *
     * @throws IllegalArgumentException if its evidence is no trial of this store that {@linkplain CampaignSpec#proves
     *     proves} it
     */
    void promote(TuningRecord record, Grounds grounds);

    /** Writes down that a campaign's winner did not take the place of the record that is served for the key. */
    void retain(RecordKey key, CampaignId campaign, Grounds grounds);
}
