package io.msdatuner.core.campaign;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns the interleaved finals into served records: the fastest for each determinism wish. */
final class FinalRound {
    private final CampaignSpec spec;
    private final TuningStore store;
    private final Baselines baselines;

    FinalRound(CampaignSpec spec, TuningStore store, Baselines baselines) {
        this.spec = spec;
        this.store = store;
        this.baselines = baselines;
    }

    /** The candidates that are served now for this campaign's key. */
    List<Candidate> champions() {
        return Arrays.stream(DeterminismWish.values())
                .flatMap(wish -> store.record(spec.recordKey(wish)).stream())
                .map(record -> Candidate.tuned(record.configuration()))
                .distinct()
                .toList();
    }

    void promote(CampaignId campaign, List<Trial> finals) {
        for (var wish : DeterminismWish.values()) {
            winner(finals, wish)
                    .map(winner -> record(campaign, winner, wish, baselineMedians(finals)))
                    .ifPresent(store::promote);
        }
    }

    /**
     * The trials of the last round of finals that was held to its end and has a winner; empty if none has. A campaign that
     * was killed in its finals holds them again when it is resumed.
     */
    static List<Trial> lastDecided(List<Trial> trials) {
        List<Trial> last = List.of();
        for (var round : rounds(trials)) {
            if (round.stream().allMatch(Trial::ranToItsEnd)
                    && winner(round, DeterminismWish.ANY).isPresent()) {
                last = round;
            }
        }
        return last;
    }

    private static List<List<Trial>> rounds(List<Trial> trials) {
        var rounds = new ArrayList<List<Trial>>();
        for (var trial : trials) {
            if (trial.purpose() == Purpose.FINAL) {
                if (rounds.isEmpty() || !belongsTo(rounds.get(rounds.size() - 1), trial)) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(rounds.size() - 1).add(trial);
            }
        }
        return rounds;
    }

    /** A round's trials are opened one after another, each candidate once. */
    private static boolean belongsTo(List<Trial> round, Trial trial) {
        return round.get(round.size() - 1).number() + 1 == trial.number()
                && round.stream().noneMatch(other -> other.candidate().equals(trial.candidate()));
    }

    static Optional<Trial> winner(List<Trial> finals, DeterminismWish wish) {
        return finals.stream()
                .filter(trial -> trial.candidate().isTuned())
                .filter(trial -> trial.measured()
                        .filter(measured -> wish.accepts(measured.verification().determinism()))
                        .isPresent())
                .min(Comparator.comparingDouble(
                        trial -> trial.median().orElseThrow().medianNs()));
    }

    private Map<String, MedianEstimate> baselineMedians(List<Trial> finals) {
        var medians = new TreeMap<String, MedianEstimate>();
        for (var trial : finals) {
            baselines
                    .nameOf(trial.candidate())
                    .ifPresent(name -> trial.median().ifPresent(median -> medians.put(name, median)));
        }
        return medians;
    }

    private TuningRecord record(
            CampaignId campaign, Trial winner, DeterminismWish wish, Map<String, MedianEstimate> baselineMedians) {
        var measured = winner.measured().orElseThrow();
        var evidence = new Evidence(
                campaign.value(),
                winner.number(),
                spec.provenance(),
                measured.median(),
                baselineMedians,
                measured.verification().determinism(),
                measured.verification().worstError(),
                winner.artifact().orElseThrow(),
                winner.finishedAt().orElseThrow());
        return new TuningRecord(spec.recordKey(wish), winner.candidate().configuration(), evidence);
    }
}
