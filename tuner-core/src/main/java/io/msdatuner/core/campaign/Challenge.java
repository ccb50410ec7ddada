package io.msdatuner.core.campaign;

import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.Grounds.Kind;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a challenger with the champion before it may take its place: blocks of both in turn, in a fresh worker, until
 * {@link SequentialTest} has decided. Who is first changes from round to round. Without a decision the champion stays.
 */
final class Challenge {
    private static final int MOST_PAIRS = 400;

    private final Provenance provenance;
    private final Comparison comparison;
    private final Map<List<Candidate>, Grounds> decided = new HashMap<>();

    /** Measures candidates in interleaved blocks, as trials of the campaign. */
    interface Comparison {
        /** Of those that could be built, in order. */
        List<Trial> of(List<Candidate> candidates, MeasurementPolicy policy) throws InterruptedException;

        /** Measures in a new worker from now on. */
        void startAfresh();
    }

    Challenge(Provenance provenance, Comparison comparison) {
        this.provenance = provenance;
        this.comparison = comparison;
    }

    /** The same two are compared only once. */
    Grounds decide(Candidate champion, Candidate challenger) throws InterruptedException {
        var both = List.of(champion, challenger);
        var known = decided.get(both);
        if (known != null) {
            return known;
        }
        comparison.startAfresh();
        var grounds = compare(champion, challenger);
        decided.put(both, grounds);
        return grounds;
    }

    private Grounds compare(Candidate champion, Candidate challenger) throws InterruptedException {
        var test = new SequentialTest();
        var gains = new ArrayList<Double>();
        for (var round = 0; !test.isDecided() && test.pairs() < MOST_PAIRS; round++) {
            var order = round % 2 == 0 ? List.of(champion, challenger) : List.of(challenger, champion);
            var trials = comparison.of(order, MeasurementPolicy.paired(provenance));
            var old = measured(trials, champion);
            var young = measured(trials, challenger);
            if (old.isEmpty() || young.isEmpty()) {
                return Grounds.of(young.isPresent() ? Kind.CHAMPION_FAILED : Kind.KEPT);
            }
            if (provenance == Provenance.SIMULATED) {
                return exact(old.get(), young.get());
            }
            addPairs(blockMedians(old.get()), blockMedians(young.get()), test, gains);
        }
        return new Grounds(test.promotes() ? Kind.WON : Kind.KEPT, test.pairs(), test.wins(), median(gains));
    }

    /** A simulated device takes the same time again, so one pair says all. */
    private static Grounds exact(Outcome.Measured old, Outcome.Measured young) {
        var gain = old.median().medianNs() / young.median().medianNs();
        var won = gain > 1 + SequentialTest.MARGIN;
        return new Grounds(won ? Kind.WON : Kind.KEPT, 1, won ? 1 : 0, gain);
    }

    private static void addPairs(double[] old, double[] young, SequentialTest test, List<Double> gains) {
        for (var block = 0; block < Math.min(old.length, young.length) && !test.isDecided(); block++) {
            test.add(old[block], young[block]);
            gains.add(old[block] / young[block]);
        }
    }

    private static Optional<Outcome.Measured> measured(List<Trial> trials, Candidate candidate) {
        return trials.stream()
                .filter(trial -> trial.candidate().equals(candidate))
                .findFirst()
                .flatMap(Trial::measured);
    }

    /** All blocks of a variant have as many samples. */
    private static double[] blockMedians(Outcome.Measured measured) {
        var measurement = measured.measurement();
        var samplesNs = measurement.samplesNs();
        var medians = new double[measurement.blocks()];
        var size = samplesNs.length / medians.length;
        for (var block = 0; block < medians.length; block++) {
            var samples = Arrays.copyOfRange(samplesNs, block * size, (block + 1) * size);
            medians[block] = MedianEstimate.of(samples).medianNs();
        }
        return medians;
    }

    private static double median(List<Double> gains) {
        var sorted = gains.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
