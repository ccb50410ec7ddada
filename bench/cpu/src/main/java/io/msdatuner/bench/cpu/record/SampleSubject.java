package io.msdatuner.bench.cpu.record;

import io.msdatuner.bench.cpu.Journal;
import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One shape and kernel of the sample, with what has been measured of it. */
final class SampleSubject {
    private static final int DRAWN = 50;
    private static final int DRAWN_OF_LARGE = 24;
    private static final int WINNERS = 2;
    private static final int BATCH = 7;
    private static final int FINALISTS = 8;
    private static final String FINAL = "final ";
    /** Work from which a launch takes long. */
    private static final double LONG = 50e6;

    private static final double LARGE = 150e6;
    private static final MeasurementPolicy SHORT_LAUNCHES = new MeasurementPolicy(
            CachePolicy.WARM, Duration.ofMillis(5), 6, Duration.ofMillis(6), 100, Duration.ofMillis(300));
    /** Without warm-up: the two launches of the verification come before. */
    private static final MeasurementPolicy LONG_LAUNCHES =
            new MeasurementPolicy(CachePolicy.WARM, Duration.ZERO, 3, Duration.ZERO, 1, Duration.ZERO);

    private static final MeasurementPolicy SHORT_FINALS = new MeasurementPolicy(
            CachePolicy.WARM, Duration.ofMillis(5), 10, Duration.ofMillis(8), 100, Duration.ofMillis(500));
    private static final MeasurementPolicy LONG_FINALS =
            new MeasurementPolicy(CachePolicy.WARM, Duration.ofNanos(1), 5, Duration.ZERO, 1, Duration.ofDays(1));

    private final Recording recording;
    private final Rig rig;
    private final Journal journal;
    private final List<Long> common;

    /** Of one batch, in ns. */
    record Pair(RecordedTime time, double defaultNs) {}

    SampleSubject(Recording recording, Rig rig, Journal journal) {
        this.recording = recording;
        this.rig = rig;
        this.journal = journal;
        this.common = common();
    }

    Recording recording() {
        return recording;
    }

    String name() {
        return recording.name();
    }

    long defaultIndex() {
        return index(rig.backend().defaultConfiguration(recording.kernel(), recording.shape(), rig.device()));
    }

    MeasurementPolicy policy(SampleRound round) {
        if (work() <= LONG) {
            return round == SampleRound.FINALS ? SHORT_FINALS : SHORT_LAUNCHES;
        }
        return round == SampleRound.FINALS && work() <= LARGE ? LONG_FINALS : LONG_LAUNCHES;
    }

    /** How many are measured at once, beside the default. */
    int batch(SampleRound round) {
        return round == SampleRound.FINALS ? Integer.MAX_VALUE : BATCH;
    }

    /** Products of a weight and a value in one launch. */
    double work() {
        return (double) recording.shape().pointCount() * recording.shape().channels();
    }

    void put(SampleRound round, long index, Outcome outcome, Outcome.Measured usual) {
        var defaultNs = usual.median().medianNs();
        var time = outcome instanceof Outcome.Measured measured
                ? RecordedTime.measured(ratio(measured, usual) * defaultNs)
                : RecordedTime.of(outcome);
        journal.put((round == SampleRound.FINALS ? FINAL : "") + index, time + " " + defaultNs);
    }

    /** Where a block is one launch, block by block, because long launches meet different states of the machine. */
    private static double ratio(Outcome.Measured measured, Outcome.Measured usual) {
        var samples = measured.measurement().samplesNs();
        var others = usual.measurement().samplesNs();
        if (samples.length != measured.measurement().blocks() || samples.length != others.length) {
            return measured.median().medianNs() / usual.median().medianNs();
        }
        return upperMedian(IntStream.range(0, samples.length).mapToDouble(i -> (double) samples[i] / others[i]));
    }

    Map<Long, Pair> measured() {
        return pairs("");
    }

    Map<Long, Pair> finals() {
        return pairs(FINAL);
    }

    private Map<Long, Pair> pairs(String stage) {
        var pairs = new LinkedHashMap<Long, Pair>();
        journal.entries().forEach((key, text) -> {
            if (key.startsWith(FINAL) == stage.equals(FINAL)) {
                var parts = text.split(" ", 2);
                pairs.put(
                        Long.parseLong(key.substring(stage.length())),
                        new Pair(RecordedTime.parse(parts[0]), Double.parseDouble(parts[1])));
            }
        });
        return pairs;
    }

    /** What a round has to measure still; all shapes must be through with the rounds before. */
    List<Long> missing(SampleRound round, List<SampleSubject> all) {
        var wanted = new LinkedHashSet<>(
                switch (round) {
                    case COMMON -> common;
                    case WINNERS -> winners(all, WINNERS);
                    case FINALS -> finalists(all);
                });
        wanted.removeAll((round == SampleRound.FINALS ? finals() : measured()).keySet());
        return new ArrayList<>(wanted);
    }

    private List<Long> common() {
        var warm = rig.backend().warmStarts(recording.kernel(), recording.shape(), rig.device());
        return Stream.concat(
                        Stream.of(defaultIndex()),
                        Stream.concat(
                                        warm.stream(),
                                        new SampleDraw(recording, rig)
                                                .configurations(work() > LARGE ? DRAWN_OF_LARGE : DRAWN).stream())
                                .map(this::index))
                .distinct()
                .toList();
    }

    private List<Long> finalists(List<SampleSubject> all) {
        return Stream.concat(fastest(measured().keySet()).stream().limit(FINALISTS), winners(all, 1).stream())
                .filter(index -> index != defaultIndex())
                .distinct()
                .toList();
    }

    private List<Long> winners(List<SampleSubject> all, int each) {
        return all.stream()
                .filter(other -> other.recording.kernel() == recording.kernel())
                .flatMap(other -> other.best(each).stream())
                .map(recording.space()::closest)
                .map(this::index)
                .distinct()
                .toList();
    }

    private List<Configuration> best(int most) {
        return fastest(Set.copyOf(common)).stream()
                .limit(most)
                .map(recording.space()::at)
                .toList();
    }

    /** Of these, by their time over that of the default of the same batch. */
    private List<Long> fastest(Set<Long> indices) {
        return measured().entrySet().stream()
                .filter(entry -> indices.contains(entry.getKey())
                        && entry.getValue().time().medianNs().isPresent())
                .sorted(Comparator.comparingDouble(
                        entry -> entry.getValue().time().medianNs().getAsDouble()
                                / entry.getValue().defaultNs()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private long index(Configuration configuration) {
        return recording.space().indexOf(configuration);
    }

    /** The median over all batches. */
    double defaultNs() {
        return upperMedian(measured().values().stream().mapToDouble(Pair::defaultNs));
    }

    private static double upperMedian(DoubleStream values) {
        var sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
