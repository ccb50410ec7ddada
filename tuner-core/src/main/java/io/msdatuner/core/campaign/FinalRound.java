package io.msdatuner.core.campaign;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
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
import java.util.stream.Stream;

/** Turns the interleaved finals into served records: the fastest for each determinism wish. */
final class FinalRound {
    private final CampaignSpec spec;
    private final String platform;
    private final TuningStore store;
    private final Baselines baselines;

    FinalRound(CampaignSpec spec, String platform, TuningStore store, Baselines baselines) {
        this.spec = spec;
        this.platform = platform;
        this.store = store;
        this.baselines = baselines;
    }

    /** The candidates that are served now for this campaign's key, or for the same one with an earlier toolchain. */
    List<Candidate> champions() {
        return Arrays.stream(DeterminismWish.values())
                .map(spec::recordKey)
                .flatMap(key -> Stream.concat(
                        store.record(key).stream(),
                        store.predecessors(key).stream().limit(1)))
                .map(record -> Candidate.tuned(record.configuration()))
                .distinct()
                .toList();
    }

    /** A winner that is not the champion has to {@linkplain Challenge beat} it once more. */
    void promote(CampaignId campaign, List<Trial> finals, Challenge challenge) throws InterruptedException {
        for (var wish : DeterminismWish.values()) {
            var winner = winner(finals, wish);
            if (winner.isPresent()) {
                var record = record(campaign, winner.get(), wish, baselineMedians(finals));
                var grounds = grounds(record, challenge);
                if (grounds.promotes()) {
                    store.promote(record, grounds);
                } else {
                    retain(record.key(), campaign, finals, grounds);
                }
            }
        }
    }

    /**
     * The champion stays. If it was measured on another platform than this one, what its finals say here is its evidence from
     * now on, so that it is not suspect any more.
     */
    private void retain(RecordKey key, CampaignId campaign, List<Trial> finals, Grounds grounds) {
        var champion = store.record(key).orElseThrow();
        var again = measured(finals, champion, key.determinism());
        if (again.isEmpty() || champion.evidence().platform().equals(platform)) {
            store.retain(key, campaign, grounds);
        } else {
            var renewed = new Grounds(Grounds.Kind.RENEWED, grounds.pairs(), grounds.wins(), grounds.gain());
            store.promote(record(campaign, again.get(), key.determinism(), baselineMedians(finals)), renewed);
        }
    }

    /**
     * After a {@link Recheck}: the champion's evidence is renewed if it still works. Where the key is new, the champion of the
     * earlier toolchain becomes its first record, unless another candidate's interval lies wholly below its own. So short a
     * comparison replaces no champion that works; a campaign does.
     */
    void confirm(CampaignId campaign, List<Trial> finals) {
        for (var wish : DeterminismWish.values()) {
            var winner = winner(finals, wish);
            if (winner.isPresent()) {
                var key = spec.recordKey(wish);
                var served = store.record(key);
                var champion = served.or(() -> store.predecessors(key).stream().findFirst())
                        .flatMap(record -> measured(finals, record, wish));
                var chosen = champion.filter(trial -> served.isPresent() || !isClearlyFaster(winner.get(), trial))
                        .orElse(winner.get());
                var kind = served.isEmpty()
                        ? Grounds.Kind.FIRST
                        : champion.isPresent() ? Grounds.Kind.RENEWED : Grounds.Kind.CHAMPION_FAILED;
                store.promote(record(campaign, chosen, wish, baselineMedians(finals)), Grounds.of(kind));
            }
        }
    }

    private static Optional<Trial> measured(List<Trial> finals, TuningRecord record, DeterminismWish wish) {
        return finals.stream()
                .filter(trial -> trial.candidate().equals(Candidate.tuned(record.configuration())))
                .filter(trial -> accepts(wish, trial))
                .findFirst();
    }

    private static boolean isClearlyFaster(Trial one, Trial other) {
        return one.median().orElseThrow().clearlyFasterThan(other.median().orElseThrow());
    }

    private Grounds grounds(TuningRecord winner, Challenge challenge) throws InterruptedException {
        var champion = store.record(winner.key()).map(TuningRecord::configuration);
        if (champion.isEmpty()) {
            return Grounds.of(Grounds.Kind.FIRST);
        }
        return champion.get().equals(winner.configuration())
                ? Grounds.of(Grounds.Kind.RENEWED)
                : challenge.decide(Candidate.tuned(champion.get()), Candidate.tuned(winner.configuration()));
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
                .filter(trial -> accepts(wish, trial))
                .min(Comparator.comparingDouble(
                        trial -> trial.median().orElseThrow().medianNs()));
    }

    private static boolean accepts(DeterminismWish wish, Trial trial) {
        return trial.measured()
                .filter(measured -> wish.accepts(measured.verification().determinism()))
                .isPresent();
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
                platform,
                measured.median(),
                baselineMedians,
                measured.verification().determinism(),
                measured.verification().worstError(),
                winner.artifact().orElseThrow(),
                winner.finishedAt().orElseThrow());
        return new TuningRecord(spec.recordKey(wish), winner.candidate().configuration(), evidence);
    }
}
