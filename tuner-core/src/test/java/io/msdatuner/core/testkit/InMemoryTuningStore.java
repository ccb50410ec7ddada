package io.msdatuner.core.testkit;

import io.msdatuner.core.best.DeterminismWish;
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
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps everything as long as it lives; times come from the clock. */
public final class InMemoryTuningStore implements TuningStore {
    private final Clock clock;
    private final Map<Long, Entry> campaigns = new TreeMap<>();
    private final Map<RecordKey, List<TuningRecord>> records = new HashMap<>();
    private final Map<RecordKey, List<Grounds>> decisions = new HashMap<>();

    private static final class Entry {
        private Campaign campaign;
        private final List<Trial> trials = new ArrayList<>();

        Entry(Campaign campaign) {
            this.campaign = campaign;
        }
    }

    public InMemoryTuningStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Campaign create(CampaignSpec spec) {
        var id = new CampaignId(campaigns.size() + 1L);
        var campaign = new Campaign(id, spec, CampaignState.PENDING, Optional.empty(), clock.instant());
        campaigns.put(id.value(), new Entry(campaign));
        return campaign;
    }

    @Override
    public synchronized Optional<Campaign> find(CampaignId id) {
        return Optional.ofNullable(campaigns.get(id.value())).map(entry -> entry.campaign);
    }

    /** Every campaign, oldest first. */
    public synchronized List<Campaign> campaigns() {
        return campaigns.values().stream().map(entry -> entry.campaign).toList();
    }

    @Override
    public synchronized Campaign transition(CampaignId id, CampaignState to, Optional<String> reason) {
        var entry = entry(id);
        var before = entry.campaign;
        if (before.state() == CampaignState.COMPLETED) {
            throw new CampaignStateException(id, before.state(), "it cannot become " + to);
        }
        entry.campaign = new Campaign(id, before.spec(), to, reason, before.createdAt());
        return entry.campaign;
    }

    @Override
    public synchronized Trial open(CampaignId id, Purpose purpose, Candidate candidate, Optional<String> baseline) {
        var entry = entry(id);
        if (entry.campaign.state() != CampaignState.RUNNING) {
            throw new CampaignStateException(id, entry.campaign.state(), "it takes no more trials");
        }
        var trial = Trial.open(entry.trials.size(), purpose, candidate, baseline, clock.instant());
        entry.trials.add(trial);
        return trial;
    }

    @Override
    public synchronized Trial finish(CampaignId id, int number, Outcome outcome, Optional<String> artifactDigest) {
        var trials = entry(id).trials;
        if (number < 0 || number >= trials.size()) {
            throw new NoSuchElementException("campaign %s has no trial %d".formatted(id, number));
        }
        var finished = trials.get(number).finish(clock.instant(), outcome, artifactDigest);
        trials.set(number, finished);
        return finished;
    }

    @Override
    public synchronized List<Trial> trials(CampaignId id) {
        return List.copyOf(entry(id).trials);
    }

    @Override
    public synchronized List<Trial> knownTrials(CampaignId id) {
        var key = entry(id).campaign.spec().recordKey(DeterminismWish.ANY);
        return campaigns.values().stream()
                .filter(entry -> entry.campaign.id().value() < id.value())
                .filter(entry ->
                        entry.campaign.spec().recordKey(DeterminismWish.ANY).equals(key))
                .flatMap(entry -> entry.trials.stream())
                .filter(trial -> trial.candidate().isTuned() && !trial.purpose().isRemeasurement())
                .filter(trial -> trial.outcome()
                        .filter(outcome -> outcome.kind() != OutcomeKind.ABANDONED)
                        .isPresent())
                .toList();
    }

    @Override
    public synchronized List<Campaign> neighbours(CampaignId id, int most) {
        var own = entry(id).campaign.spec();
        return campaigns().stream()
                .filter(campaign -> campaign.id().value() < id.value())
                .filter(campaign -> campaign.spec().isNeighbourOf(own))
                .sorted(Comparator.comparing(
                                (Campaign campaign) -> campaign.id().value())
                        .reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<TuningRecord> record(RecordKey key) {
        var history = records.getOrDefault(key, List.of());
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    @Override
    public synchronized List<TuningRecord> predecessors(RecordKey key) {
        return records.keySet().stream()
                .filter(other ->
                        !other.equals(key) && withToolchainOf(key, other).equals(key))
                .flatMap(other -> record(other).stream())
                .sorted(Comparator.comparing(
                                (TuningRecord record) -> record.evidence().campaign())
                        .reversed())
                .toList();
    }

    private static RecordKey withToolchainOf(RecordKey key, RecordKey other) {
        return new RecordKey(
                other.kernel(),
                other.shape(),
                other.deviceClass(),
                key.toolchain(),
                other.sourceDigest(),
                other.determinism());
    }

    @Override
    public synchronized void promote(TuningRecord record, Grounds grounds) {
        if (!isProven(record)) {
            throw new IllegalArgumentException("no trial of this store proves " + record);
        }
        records.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record);
        note(record.key(), grounds);
    }

    @Override
    public synchronized void retain(RecordKey key, CampaignId campaign, Grounds grounds) {
        entry(campaign);
        if (record(key).isEmpty()) {
            throw new IllegalArgumentException("nothing is served for " + key);
        }
        note(key, grounds);
    }

    private void note(RecordKey key, Grounds grounds) {
        decisions.computeIfAbsent(key, unused -> new ArrayList<>()).add(grounds);
    }

    /** Why a record is or stays served for a key, oldest first. */
    public synchronized List<Grounds> decisions(RecordKey key) {
        return List.copyOf(decisions.getOrDefault(key, List.of()));
    }

    /** Every record that was ever served for a key, oldest first; the last one is served now. */
    public synchronized List<TuningRecord> history(RecordKey key) {
        return List.copyOf(records.getOrDefault(key, List.of()));
    }

    private boolean isProven(TuningRecord record) {
        var evidence = record.evidence();
        return Optional.ofNullable(campaigns.get(evidence.campaign()))
                .filter(entry -> entry.trials.stream()
                        .filter(trial -> trial.number() == evidence.trial())
                        .anyMatch(trial -> entry.campaign.spec().proves(record, trial)))
                .isPresent();
    }

    private Entry entry(CampaignId id) {
        return Optional.ofNullable(campaigns.get(id.value()))
                .orElseThrow(() -> new NoSuchElementException("there is no campaign " + id));
    }
}
