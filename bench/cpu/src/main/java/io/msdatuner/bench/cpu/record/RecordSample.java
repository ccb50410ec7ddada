package io.msdatuner.bench.cpu.record;

import io.msdatuner.bench.cpu.Journal;
import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Records the same sample of configurations for every workload, forward and backward, so that what one shape tells of
 * another can be studied. It can be stopped at any time and goes on where it stopped. {@code --build} only compiles what the
 * next round needs, so that no measurement waits for a compiler.
 */
public final class RecordSample {
    private static final String USAGE = "usage: RecordSample FOLDER [--build] [--for=6m] [--data-dir=DIR]";

    private final RecorderArguments asked;
    private final Rig rig;

    private RecordSample(RecorderArguments asked, Rig rig) {
        this.asked = asked;
        this.rig = rig;
    }

    /**
     * @param arguments the folder for the journals and the file; {@code --build} compiles the next round and measures
     *     nothing, {@code --for=6m} ends a call after that time with status 75, {@code --data-dir=DIR} is where artifacts
     *     are cached
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var asked = RecorderArguments.parse(USAGE, arguments);
        boolean complete;
        try (var rig = new Rig(asked.data())) {
            complete = new RecordSample(asked, rig).go();
        }
        RecorderArguments.exit(complete);
    }

    /** Writes the file as far as it is known, too; false if there is more to do. */
    private boolean go() throws IOException, InterruptedException {
        var subjects = subjects();
        var complete = true;
        for (var round : SampleRound.values()) {
            complete = complete && (asked.buildsOnly() ? build(round, subjects) : measure(round, subjects));
        }
        SampleFile.write(asked.folder().resolve("sample-" + rig.device().deviceClass() + ".tsv.gz"), subjects);
        return complete;
    }

    private List<SampleSubject> subjects() {
        var subjects = new ArrayList<SampleSubject>();
        for (var kernel : Kernel.values()) {
            for (var workload : WorkloadCatalogue.all()) {
                var shape = workload.shapes().get(0);
                if (rig.refusal(kernel, shape).isEmpty()) {
                    var recording = new Recording(
                            workload.name(),
                            kernel,
                            shape,
                            rig.space(kernel, shape),
                            rig.device().deviceClass().name());
                    var header = "%s sources %s, %s"
                            .formatted(
                                    kernel,
                                    rig.backend().sourceDigest(kernel),
                                    rig.backend().toolchain());
                    var journal = Journal.open(asked.folder().resolve("sample-" + recording.name() + ".log"), header);
                    subjects.add(new SampleSubject(recording, rig, journal));
                }
            }
        }
        return subjects;
    }

    /** Compiles on all cores what the round has to measure still; false if that is anything. */
    private boolean build(SampleRound round, List<SampleSubject> subjects) throws InterruptedException {
        var cores = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            var builds = new ArrayList<Callable<BuildResult>>();
            for (var subject : subjects) {
                subject.missing(round, subjects).stream()
                        .map(subject.recording()::variant)
                        .forEach(variant -> builds.add(() -> rig.builder().build(variant)));
            }
            cores.invokeAll(builds, Math.max(1, asked.leftNs()), TimeUnit.NANOSECONDS);
            return builds.isEmpty();
        } finally {
            cores.shutdownNow();
        }
    }

    /** The quick ones first; false if the time was up. */
    private boolean measure(SampleRound round, List<SampleSubject> subjects) throws InterruptedException {
        var quickFirst = subjects.stream()
                .sorted(Comparator.comparingDouble(SampleSubject::work))
                .toList();
        for (var subject : quickFirst) {
            var missing = subject.missing(round, subjects);
            if (!measure(round, subject, missing)) {
                return false;
            }
            System.out.printf("%s: %s, %d%n", round, subject.name(), missing.size());
        }
        return true;
    }

    /** A few at once and the default with them, in interleaved blocks; false if the time was up. */
    private boolean measure(SampleRound round, SampleSubject subject, List<Long> indices) throws InterruptedException {
        var most = Math.min(subject.batch(round), indices.size());
        for (var done = 0; done < indices.size(); done += most) {
            if (asked.timeIsUp()) {
                return false;
            }
            var batch = indices.subList(done, Math.min(done + most, indices.size()));
            var variants = new ArrayList<>(List.of(subject.recording().variant(subject.defaultIndex())));
            batch.forEach(index -> variants.add(subject.recording().variant(index)));
            var outcomes = rig.measure(variants, subject.policy(round));
            if (!(outcomes.get(0) instanceof Outcome.Measured usual)) {
                throw new IllegalStateException("the default of %s: %s".formatted(subject.name(), outcomes.get(0)));
            }
            for (var i = 0; i < batch.size(); i++) {
                subject.put(round, batch.get(i), outcomes.get(i + 1), usual);
            }
        }
        return true;
    }
}
