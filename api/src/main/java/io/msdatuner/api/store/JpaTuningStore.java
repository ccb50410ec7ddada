package io.msdatuner.api.store;

import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignStateException;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.data.domain.Limit;

/**
 * Keeps everything in PostgreSQL. Each method is one short transaction, durable when it returns. Opening a trial locks its
 * campaign's row, so numbers are consecutive however many threads and processes open trials. A campaign that waits stands in
 * the queue from the same transaction on.
 */
final class JpaTuningStore implements TuningStore {
    private final CampaignRows campaigns;
    private final TrialRows trials;
    private final JdbcRecords records;
    private final CampaignQueue queue;
    private final Transactions transactions;
    private final Clock clock;

    /** @param clock no finer than microseconds, because PostgreSQL keeps no more */
    JpaTuningStore(
            CampaignRows campaigns,
            TrialRows trials,
            JdbcRecords records,
            CampaignQueue queue,
            Transactions transactions,
            Clock clock) {
        this.campaigns = campaigns;
        this.trials = trials;
        this.records = records;
        this.queue = queue;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Campaign create(CampaignSpec spec) {
        return transactions.call(() -> inQueue(campaigns.save(new CampaignRow(spec, clock.instant()))));
    }

    @Override
    public Optional<Campaign> find(CampaignId id) {
        return transactions.call(() -> campaigns.findById(id.value()).map(CampaignRow::toCampaign));
    }

    @Override
    public Campaign transition(CampaignId id, CampaignState to, Optional<String> reason) {
        return transactions.call(() -> {
            var row = lock(id);
            if (row.state() == CampaignState.COMPLETED) {
                throw new CampaignStateException(id, row.state(), "it cannot become " + to);
            }
            row.move(to, reason);
            return inQueue(row);
        });
    }

    /** A campaign that waits is in the queue: both or neither. */
    private Campaign inQueue(CampaignRow row) {
        var campaign = row.toCampaign();
        if (campaign.state() == CampaignState.PENDING) {
            queue.put(campaign.id(), campaign.spec().deviceClass(), row.priority());
        }
        return campaign;
    }

    @Override
    public Trial open(CampaignId id, Purpose purpose, Candidate candidate, Optional<String> baseline) {
        return transactions.call(() -> {
            var state = lock(id).state();
            if (state != CampaignState.RUNNING) {
                throw new CampaignStateException(id, state, "it takes no more trials");
            }
            var number = trials.nextNumber(id.value());
            var trial = Trial.open(number, purpose, candidate, baseline, clock.instant());
            trials.save(new TrialRow(new TrialId(id.value(), number), trial));
            return trial;
        });
    }

    @Override
    public Trial finish(CampaignId id, int number, Outcome outcome, Optional<String> artifactDigest) {
        return transactions.call(() -> {
            var row = trials.lock(id.value(), number)
                    .orElseThrow(() ->
                            new NoSuchElementException("there is no trial %d of campaign %s".formatted(number, id)));
            var finished = row.toTrial().finish(clock.instant(), outcome, artifactDigest);
            row.finish(finished);
            return finished;
        });
    }

    @Override
    public List<Trial> trials(CampaignId id) {
        return transactions.call(() -> {
            require(id);
            return toTrials(trials.findAfter(id.value(), -1, Limit.unlimited()));
        });
    }

    @Override
    public List<Trial> knownTrials(CampaignId id) {
        return transactions.call(() -> {
            require(id);
            return toTrials(trials.findKnown(id.value()));
        });
    }

    @Override
    public List<Campaign> neighbours(CampaignId id, int most) {
        return transactions.call(() -> {
            require(id);
            return campaigns.findNeighbours(id.value(), Limit.of(most)).stream()
                    .map(CampaignRow::toCampaign)
                    .toList();
        });
    }

    @Override
    public Optional<TuningRecord> record(RecordKey key) {
        return records.find(key);
    }

    @Override
    public List<TuningRecord> predecessors(RecordKey key) {
        return records.predecessors(key);
    }

    @Override
    public void promote(TuningRecord record, Grounds grounds) {
        transactions.run(() -> {
            if (!isProven(record)) {
                throw new IllegalArgumentException("no trial of this store proves " + record);
            }
            records.promote(record, grounds, clock.instant());
        });
    }

    @Override
    public void retain(RecordKey key, CampaignId campaign, Grounds grounds) {
        transactions.run(() -> {
            require(campaign);
            records.retain(key, campaign, grounds, clock.instant());
        });
    }

    static List<Trial> toTrials(List<TrialRow> rows) {
        return rows.stream().map(TrialRow::toTrial).toList();
    }

    private boolean isProven(TuningRecord record) {
        var evidence = record.evidence();
        var trial = trials.findById(new TrialId(evidence.campaign(), evidence.trial()));
        return trial.isPresent()
                && campaigns
                        .findById(evidence.campaign())
                        .filter(row -> row.toCampaign()
                                .spec()
                                .proves(record, trial.get().toTrial()))
                        .isPresent();
    }

    private CampaignRow lock(CampaignId id) {
        return campaigns.lock(id.value()).orElseThrow(() -> unknown(id));
    }

    private void require(CampaignId id) {
        if (!campaigns.existsById(id.value())) {
            throw unknown(id);
        }
    }

    static NoSuchElementException unknown(CampaignId id) {
        return new NoSuchElementException("there is no campaign " + id);
    }
}
