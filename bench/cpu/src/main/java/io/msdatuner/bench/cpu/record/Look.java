package io.msdatuner.bench.cpu.record;

import io.msdatuner.bench.cpu.Journal;
import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MeasurementPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Measures the fastest of an earlier look again and longer, in rounds. The fastest of many brief measurements is to some
 * part the luckiest; what is measured after the choice is not chosen for its luck. Each round has a process of its own and
 * mixes the configurations anew into groups, whose blocks are interleaved, so that a drift of the machine meets all alike.
 */
final class Look {
    static final MeasurementPolicy POLICY = new MeasurementPolicy(
            CachePolicy.WARM, Duration.ofMillis(10), 5, Duration.ofMillis(15), 100, Duration.ofMillis(400));

    private static final int GROUP = 32;

    private final Recording recording;
    private final Rig rig;
    private final Journal journal;
    private final Extent extent;

    /**
     * How much it measures.
     *
     * @param firstRound after those of the looks before
     * @param share of the configurations that there are
     * @param fewest configurations, if there are so many
     */
    record Extent(int firstRound, int rounds, double share, int fewest) {
        /** Every configuration that may be among the fastest. */
        static final Extent SECOND = new Extent(0, 5, 0.04, 40);
        /** Those between which the second look cannot choose. */
        static final Extent THIRD = new Extent(SECOND.rounds(), 10, 0, 12);

        /** The fastest of those that did not fail. */
        List<Long> fastest(Map<Long, RecordedTime> times) {
            var sorted = sorted(times);
            return sorted.subList(0, count(times.size(), sorted.size()));
        }

        /**
         * As many again, evenly from all others: not chosen for their luck, they tell how fast the machine is now and was in
         * the look before.
         */
        List<Long> anchors(Map<Long, RecordedTime> times) {
            var sorted = sorted(times);
            var count = count(times.size(), sorted.size());
            var rest = sorted.subList(count, sorted.size());
            return IntStream.range(0, Math.min(count, rest.size()))
                    .mapToObj(i -> rest.get(i * rest.size() / Math.min(count, rest.size())))
                    .toList();
        }

        private int count(int all, int measured) {
            return (int) Math.min(measured, Math.max(fewest, Math.round(share * all)));
        }

        private static List<Long> sorted(Map<Long, RecordedTime> times) {
            return times.entrySet().stream()
                    .filter(entry -> entry.getValue().medianNs().isPresent())
                    .sorted(Comparator.comparingDouble(
                            entry -> entry.getValue().medianNs().orElseThrow()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        boolean has(int round) {
            return round >= firstRound && round < firstRound + rounds;
        }
    }

    Look(Recording recording, Rig rig, Journal journal, Extent extent) {
        this.recording = recording;
        this.rig = rig;
        this.journal = journal;
        this.extent = extent;
    }

    /** False if the time was up before all rounds were measured. */
    boolean measure(List<Long> indices, BooleanSupplier timeIsUp) throws InterruptedException {
        for (var round = extent.firstRound(); extent.has(round); round++) {
            if (!measure(round, indices, timeIsUp)) {
                return false;
            }
        }
        return true;
    }

    private boolean measure(int round, List<Long> indices, BooleanSupplier timeIsUp) throws InterruptedException {
        var missing = new ArrayList<>(indices);
        missing.removeIf(
                index -> journal.find(new RoundKey(index, round).toString()).isPresent());
        Collections.shuffle(missing, new Random(Screening.SEED + round));
        rig.worker(recording.kernel()).startAfresh();
        for (var begin = 0; begin < missing.size(); begin += GROUP) {
            if (timeIsUp.getAsBoolean()) {
                return false;
            }
            measureGroup(round, missing.subList(begin, Math.min(begin + GROUP, missing.size())));
        }
        return true;
    }

    private void measureGroup(int round, List<Long> group) throws InterruptedException {
        var outcomes = rig.measure(group.stream().map(recording::variant).toList(), POLICY);
        for (var i = 0; i < group.size(); i++) {
            journal.put(
                    new RoundKey(group.get(i), round).toString(),
                    RecordedTime.of(outcomes.get(i)).toString());
        }
    }

    /** What has been measured so far. */
    Rounds rounds() {
        var byRound = new TreeMap<Integer, Map<Long, RecordedTime>>();
        journal.entries()
                .forEach((text, time) -> RoundKey.parse(text)
                        .filter(key -> extent.has(key.round()))
                        .ifPresent(key -> byRound.computeIfAbsent(key.round(), round -> new TreeMap<>())
                                .put(key.index(), RecordedTime.parse(time))));
        return new Rounds(byRound);
    }
}
