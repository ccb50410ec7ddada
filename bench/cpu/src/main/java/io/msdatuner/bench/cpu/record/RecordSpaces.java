package io.msdatuner.bench.cpu.record;

import io.msdatuner.bench.cpu.Journal;
import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MeasurementPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Records three shapes, forward and backward: valid configurations in an order that a seed gives, as many as {@code
 * --most} allows. It can be stopped at any time and goes on where it stopped.
 */
public final class RecordSpaces {
    private static final long SEED = 20_261_123;
    private static final int STOPPED = 75; // EX_TEMPFAIL of sysexits.h: call again
    private static final int CONFIGURATIONS = 4_000;
    private static final int BATCH = 16;

    /** Decoders, whose few queries read little of a large value, and an encoder, whose queries share theirs. */
    private static final Map<String, String> SHAPES = shapes();

    /** Short, because the configurations are many: their order matters here, not their last percent. */
    private static final MeasurementPolicy QUICK = new MeasurementPolicy(
            CachePolicy.WARM, Duration.ofMillis(3), 4, Duration.ofMillis(5), 100, Duration.ofMillis(200));

    private final Path folder;
    private final int most;
    private final long endNs;

    private RecordSpaces(Path folder, int most, Duration time) {
        this.folder = folder;
        this.most = most;
        this.endNs = System.nanoTime() + time.toNanos();
    }

    private static Map<String, String> shapes() {
        var shapes = new LinkedHashMap<String, String>();
        shapes.put("rtdetr_dec", "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20");
        shapes.put("dino4_dec", "B=1 Q=900 H=8 C=32 P=4 levels=100x167,50x84,25x42,13x21");
        shapes.put("small_enc", "B=1 Q=3575 H=8 C=32 P=4 levels=40x67,20x34,10x17,5x9");
        return shapes;
    }

    /**
     * @param arguments the folder for the files; {@code --for=2m} ends a call after that time with status 75, {@code
     *     --most=N} bounds the configurations of a space, {@code --data-dir=DIR} is where artifacts are cached
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0 || arguments[0].startsWith("--")) {
            System.err.println("usage: RecordSpaces FOLDER [--for=2m] [--most=N] [--data-dir=DIR]");
            System.exit(2);
        }
        var time = text(arguments, "--for=")
                .map(limit -> Duration.parse("PT" + limit))
                .orElse(Duration.ofDays(1));
        var most = text(arguments, "--most=").map(Integer::parseInt).orElse(CONFIGURATIONS);
        var data = text(arguments, "--data-dir=").map(Path::of).orElse(Path.of("target", "bench-data"));
        boolean complete;
        try (var rig = new Rig(data)) {
            complete = new RecordSpaces(Path.of(arguments[0]), most, time).recordAll(rig);
        }
        System.exit(complete ? 0 : STOPPED);
    }

    private static Optional<String> text(String[] arguments, String prefix) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst();
    }

    /** False if the time was up before all were complete. */
    private boolean recordAll(Rig rig) throws IOException, InterruptedException {
        for (var entry : SHAPES.entrySet()) {
            var shape = Shape.parse(entry.getValue());
            for (var kernel : Kernel.values()) {
                var recording = new Recording(
                        entry.getKey(),
                        kernel,
                        shape,
                        rig.space(kernel, shape),
                        rig.device().deviceClass().name());
                if (!record(recording, rig)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean record(Recording recording, Rig rig) throws IOException, InterruptedException {
        var source = "%s sources %s, %s, seed %d, %s"
                .formatted(
                        recording.kernel(),
                        rig.backend().sourceDigest(recording.kernel()),
                        rig.backend().toolchain(),
                        SEED,
                        QUICK);
        var log = Journal.open(folder.resolve(recording.name() + ".log"), source);
        var missing = order(recording.space().size()).stream()
                .filter(index -> log.find(index.toString()).isEmpty())
                .toList();
        var done = 0;
        while (done < missing.size() && System.nanoTime() < endNs) {
            var batch = missing.subList(done, Math.min(done + BATCH, missing.size()));
            measure(recording, batch, rig, log);
            done += batch.size();
        }
        if (done > 0) {
            SpaceFile.write(folder, recording, source, times(log));
        }
        System.out.printf(
                "%s: %d of %d%n",
                recording.name(), log.entries().size(), recording.space().size());
        return done == missing.size();
    }

    /** Some at once, in interleaved blocks, so that a drift of the machine meets neighbours in the order alike. */
    private static void measure(Recording recording, List<Long> indices, Rig rig, Journal log)
            throws IOException, InterruptedException {
        var outcomes = rig.measure(indices.stream().map(recording::variant).toList(), QUICK);
        for (var i = 0; i < indices.size(); i++) {
            log.put(indices.get(i).toString(), RecordedTime.of(outcomes.get(i)).toString());
        }
    }

    private static Map<Long, RecordedTime> times(Journal log) {
        var times = new TreeMap<Long, RecordedTime>();
        log.entries().forEach((index, time) -> times.put(Long.parseLong(index), RecordedTime.parse(time)));
        return times;
    }

    /** The configurations that are measured, in the order in which they are. */
    private List<Long> order(long size) {
        return new SplittableRandom(SEED)
                .longs(0, size)
                .distinct()
                .limit(Math.min(most, size))
                .boxed()
                .toList();
    }
}
