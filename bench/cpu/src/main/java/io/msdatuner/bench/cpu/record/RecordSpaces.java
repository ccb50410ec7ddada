package io.msdatuner.bench.cpu.record;

import io.msdatuner.bench.cpu.Journal;
import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records three shapes, forward and backward: valid configurations in an order that a seed gives, as many as {@code
 * --most} allows, each briefly; then the fastest of them again, and the fastest of these once more. It can be stopped at any
 * time and goes on where it stopped.
 */
public final class RecordSpaces {
    private static final int CONFIGURATIONS = 4_000;
    private static final String USAGE =
            "usage: RecordSpaces FOLDER [--only=NAME] [--build] [--for=2m] [--most=N] [--data-dir=DIR]";

    /** Decoders, whose few queries read little of a large value, and an encoder, whose queries share theirs. */
    private static final Map<String, String> SHAPES = shapes();

    private final RecorderArguments asked;
    private final int most;

    private RecordSpaces(RecorderArguments asked) {
        this.asked = asked;
        this.most = asked.option("--most=").map(Integer::parseInt).orElse(CONFIGURATIONS);
    }

    private static Map<String, String> shapes() {
        var shapes = new LinkedHashMap<String, String>();
        shapes.put("rtdetr_dec", "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20");
        shapes.put("dino4_dec", "B=1 Q=900 H=8 C=32 P=4 levels=100x167,50x84,25x42,13x21");
        shapes.put("small_enc", "B=1 Q=3575 H=8 C=32 P=4 levels=40x67,20x34,10x17,5x9");
        return shapes;
    }

    /**
     * @param arguments the folder for the files; {@code --only=NAME} records what has this in its name, {@code --build}
     *     compiles what that needs and measures nothing, so that a later call has the machine for measuring alone, {@code
     *     --for=2m} ends a call after that time with status 75, {@code --most=N} bounds the configurations of a space,
     *     {@code --data-dir=DIR} is where artifacts are cached
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var asked = RecorderArguments.parse(USAGE, arguments);
        boolean complete;
        try (var rig = new Rig(asked.data())) {
            complete = new RecordSpaces(asked).recordAll(rig);
        }
        RecorderArguments.exit(complete);
    }

    /** False if the time was up before all were complete. */
    private boolean recordAll(Rig rig) throws IOException, InterruptedException {
        var only = asked.option("--only=").orElse("");
        for (var entry : SHAPES.entrySet()) {
            var shape = Shape.parse(entry.getValue());
            for (var kernel : Kernel.values()) {
                var recording = new Recording(
                        entry.getKey(),
                        kernel,
                        shape,
                        rig.space(kernel, shape),
                        rig.device().deviceClass().name());
                if (recording.name().contains(only) && !record(recording, rig)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean record(Recording recording, Rig rig) throws IOException, InterruptedException {
        var source = "%s sources %s, %s, seed %d, %s, the fastest again: %s"
                .formatted(
                        recording.kernel(),
                        rig.backend().sourceDigest(recording.kernel()),
                        rig.backend().toolchain(),
                        Screening.SEED,
                        Screening.POLICY,
                        Look.POLICY);
        var journal = Journal.open(asked.folder().resolve(recording.name() + ".log"), source);
        var screening = new Screening(recording, rig, journal, most);
        if (asked.buildsOnly()) {
            return screening.build(asked::timeIsUp);
        }
        var findings = new Findings(
                screening,
                new Look(recording, rig, journal, Look.Extent.SECOND),
                new Look(recording, rig, journal, Look.Extent.THIRD));
        var complete = findings.measure(asked::timeIsUp);
        SpaceFile.write(asked.folder(), recording, source, findings.times(), findings.standardError());
        System.out.printf(
                "%s: %d of %d, standard error of the fastest %.3f%n",
                recording.name(),
                findings.times().size(),
                recording.space().size(),
                findings.standardError().orElse(Double.NaN));
        return complete;
    }
}
