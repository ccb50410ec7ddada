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

/**
 * Measures the fastest of a screening again and longer, in rounds. The fastest of many brief measurements is to some part
 * the luckiest; what is measured after the choice is not chosen for its luck. Each round has a process of its own and
 * mixes the configurations anew into groups, whose blocks are interleaved, so that a drift of the machine meets all alike.
 */
final class SecondLook {
    static final int ROUNDS = 5;

    static final MeasurementPolicy POLICY = new MeasurementPolicy(
            CachePolicy.WARM, Duration.ofMillis(10), 5, Duration.ofMillis(15), 100, Duration.ofMillis(400));

    private static final double SHARE = 0.04;
    private static final int FEWEST = 40;
    private static final int GROUP = 16;

    private final Recording recording;
    private final Rig rig;
    private final Journal journal;

    SecondLook(Recording recording, Rig rig, Journal journal) {
        this.recording = recording;
        this.rig = rig;
        this.journal = journal;
    }

    /** False if the time was up before all rounds were measured. */
    boolean measure(Map<Long, RecordedTime> screened, BooleanSupplier timeIsUp) throws InterruptedException {
        for (var round = 0; round < ROUNDS; round++) {
            if (!measure(round, fastest(screened), timeIsUp)) {
                return false;
            }
        }
        return true;
    }

    private boolean measure(int round, List<Long> indices, BooleanSupplier timeIsUp) throws InterruptedException {
        var missing = new ArrayList<>(indices);
        missing.removeIf(index -> journal.find(key(index, round)).isPresent());
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
                    key(group.get(i), round), RecordedTime.of(outcomes.get(i)).toString());
        }
    }

    /** The few percent of a screening that are measured again. */
    static List<Long> fastest(Map<Long, RecordedTime> screened) {
        return screened.entrySet().stream()
                .filter(entry -> entry.getValue().medianNs().isPresent())
                .sorted(Comparator.comparingDouble(
                        entry -> entry.getValue().medianNs().orElseThrow()))
                .limit(Math.max(FEWEST, Math.round(SHARE * screened.size())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The times of the rounds that have been measured, by the index in the space. */
    Repeats repeats() {
        var byIndex = new TreeMap<Long, List<RecordedTime>>();
        journal.entries().forEach((key, time) -> {
            if (isOf(key)) {
                byIndex.computeIfAbsent(Long.parseLong(key.split(":")[0]), index -> new ArrayList<>())
                        .add(RecordedTime.parse(time));
            }
        });
        return new Repeats(byIndex);
    }

    /** Whether an entry of the journal is one of this look, and not of the screening. */
    static boolean isOf(String key) {
        return key.indexOf(':') >= 0;
    }

    private static String key(long index, int round) {
        return index + ":" + round;
    }
}
