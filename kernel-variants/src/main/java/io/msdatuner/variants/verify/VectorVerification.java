package io.msdatuner.variants.verify;

import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import io.msdatuner.variants.msda.MsdaReference;
import io.msdatuner.variants.msda.ReferenceVector;
import io.msdatuner.variants.msda.Tensor;
import io.msdatuner.variants.msda.Tolerance;
import io.msdatuner.variants.worker.VectorResult;
import io.msdatuner.variants.worker.WorkerBackend;
import io.msdatuner.variants.worker.WorkerRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs a folder of reference vectors through the double-precision reference and a device. */
public final class VectorVerification {
    /** Two computations in double precision of the same float32 inputs. */
    private static final Tolerance DOUBLE = new Tolerance(1e-12, 1e-12);

    private static final int SAMPLES_OF_OTHER_DTYPES = 1;

    private final WorkerBackend backend;
    private final List<Device> devices;
    private final Path folder;
    private final int samples;
    private final long seed;

    /**
     * @param devices of the backend
     * @param samples variants for each vector and kernel, beside the baselines
     * @param seed of the sample
     */
    public VectorVerification(WorkerBackend backend, List<Device> devices, Path folder, int samples, long seed) {
        this.backend = backend;
        this.devices = List.copyOf(devices);
        this.folder = folder;
        this.samples = samples;
        this.seed = seed;
    }

    /** Runs all checks; {@code listener} hears each as it is done. */
    public void run(Consumer<VectorCheck> listener) throws IOException, InterruptedException {
        var names = ReferenceVector.names(folder);
        if (names.isEmpty()) {
            throw new IOException(folder + " holds no reference vector (NAME.json beside NAME.f64)");
        }
        for (var device : devices) {
            var builds = Executors.newFixedThreadPool(backend.buildSlots(device).parallel());
            try (var runner = backend.runner(device)) {
                for (var kernel : Kernel.values()) {
                    var bench = new Bench(device, kernel, runner, builds, new FamilySampler(seed));
                    for (var name : names) {
                        check(ReferenceVector.read(folder, name), bench, listener);
                    }
                }
            } finally {
                builds.shutdownNow();
            }
        }
    }

    /** What the vectors of one kernel share on one device. */
    private record Bench(
            Device device, Kernel kernel, WorkerRunner runner, ExecutorService builds, FamilySampler families) {}

    private record Subject(String name, Shape shape, Candidate candidate, Map<String, String> family) {}

    private void check(ReferenceVector vector, Bench bench, Consumer<VectorCheck> listener)
            throws InterruptedException {
        listener.accept(checkReference(vector, bench.kernel()));
        var builder = backend.builder(bench.device());
        Map<Subject, Future<BuildResult>> builds = new LinkedHashMap<>();
        for (var subject : subjects(vector.inputs().shape(), bench)) {
            var variant = new Variant(bench.kernel(), subject.shape(), subject.candidate());
            builds.put(subject, bench.builds().submit(() -> builder.build(variant)));
        }
        for (var build : builds.entrySet()) {
            var result = verify(vector, build.getKey(), build.getValue(), bench);
            listener.accept(toCheck(vector.name(), bench.kernel(), build.getKey(), result));
        }
    }

    private List<Subject> subjects(Shape shape, Bench bench) {
        var untuned = backend.defaultConfiguration(bench.kernel(), shape, bench.device());
        var subjects = new ArrayList<Subject>();
        Baselines.of(untuned, backend.implementations())
                .all()
                .forEach(baseline -> subjects.add(new Subject(baseline.name(), shape, baseline.candidate(), Map.of())));
        subjects.addAll(variants("variant", shape, samples, bench));
        for (var dtype : List.of(DType.FLOAT16, DType.BFLOAT16)) {
            var other = shape.withDtype(dtype);
            if (backend.refusal(bench.kernel(), other, bench.device()).isEmpty()) {
                subjects.addAll(variants("variant " + dtype, other, SAMPLES_OF_OTHER_DTYPES, bench));
            }
        }
        return subjects;
    }

    private List<Subject> variants(String name, Shape shape, int count, Bench bench) {
        var space = backend.space(bench.kernel(), shape, bench.device());
        return bench.families().draw(space, count).stream()
                .map(drawn -> new Subject(name, shape, Candidate.tuned(drawn), FamilySampler.family(space, drawn)))
                .toList();
    }

    private VectorResult verify(ReferenceVector vector, Subject subject, Future<BuildResult> build, Bench bench)
            throws InterruptedException {
        try {
            if (build.get() instanceof BuildResult.Built built) {
                var variant = new Variant(bench.kernel(), subject.shape(), subject.candidate());
                var loaded = List.of(new BuiltVariant(variant, built.artifact()));
                return bench.runner()
                        .verify(folder, vector.name(), subject.shape(), loaded)
                        .get(0);
            }
            return new VectorResult(null, build.get().toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException trouble) {
                throw trouble;
            }
            throw new IllegalStateException("a build failed unexpectedly", e.getCause());
        }
    }

    private static VectorCheck toCheck(String vector, Kernel kernel, Subject subject, VectorResult result) {
        var verification = Optional.ofNullable(result.verification());
        var failure = Optional.ofNullable(result.failure())
                .or(() -> verification.filter(found -> !found.repeatable()).map(found -> "two runs differ"));
        return new VectorCheck(
                vector,
                kernel,
                subject.name(),
                subject.candidate().configuration().toString(),
                subject.family(),
                verification.map(Verification::errors).orElse(List.of()),
                failure);
    }

    private static VectorCheck checkReference(ReferenceVector vector, Kernel kernel) {
        var errors = new ArrayList<TensorError>();
        Map<Tensor, double[]> computed = new MsdaReference(vector.inputs()).compute(kernel);
        vector.expected(kernel)
                .forEach((tensor, expected) -> errors.add(DOUBLE.compare(tensor, tensor.in(computed), expected)));
        return new VectorCheck(vector.name(), kernel, "reference", "", Map.of(), errors, Optional.empty());
    }
}
