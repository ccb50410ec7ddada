package io.msdatuner.variants.verify;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import io.msdatuner.variants.cpu.CpuBackend;
import io.msdatuner.variants.msda.MsdaReference;
import io.msdatuner.variants.msda.ReferenceVector;
import io.msdatuner.variants.msda.Tensor;
import io.msdatuner.variants.msda.Tolerance;
import io.msdatuner.variants.worker.VectorResult;
import io.msdatuner.variants.worker.WorkerRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a folder of reference vectors through the double-precision reference and a device. */
public final class VectorVerification {
    /** Two computations in double precision of the same float32 inputs. */
    private static final Tolerance DOUBLE = new Tolerance(1e-12, 1e-12);

    private final CpuBackend backend;
    private final Path folder;
    private final int samples;
    private final long seed;

    /**
     * @param samples variants for each vector and kernel, beside the baselines
     * @param seed of the sample
     */
    public VectorVerification(CpuBackend backend, Path folder, int samples, long seed) {
        this.backend = backend;
        this.folder = folder;
        this.samples = samples;
        this.seed = seed;
    }

    /** @param listener hears each check as it is done */
    public void run(Consumer<VectorCheck> listener) throws IOException, InterruptedException {
        var names = ReferenceVector.names(folder);
        if (names.isEmpty()) {
            throw new IOException(folder + " holds no reference vector (NAME.json beside NAME.f64)");
        }
        for (var device : backend.devices()) {
            try (var runner = backend.runner(device)) {
                for (var kernel : Kernel.values()) {
                    var families = new FamilySampler(seed);
                    for (var name : names) {
                        check(ReferenceVector.read(folder, name), kernel, device, runner, families, listener);
                    }
                }
            }
        }
    }

    private void check(
            ReferenceVector vector,
            Kernel kernel,
            Device device,
            WorkerRunner runner,
            FamilySampler families,
            Consumer<VectorCheck> listener)
            throws InterruptedException {
        listener.accept(checkReference(vector, kernel));
        var shape = vector.inputs().shape();
        var subjects = new ArrayList<>(List.of(
                new Subject("grid-sample", Candidate.gridSample()),
                new Subject("default", Candidate.tuned(backend.defaultConfiguration(kernel, shape, device)))));
        families.draw(backend.space(kernel, shape, device), samples)
                .forEach(configuration -> subjects.add(new Subject("variant", Candidate.tuned(configuration))));
        checkAll(vector, kernel, subjects, backend.builder(device), runner, listener);
    }

    private record Subject(String name, Candidate candidate) {}

    private void checkAll(
            ReferenceVector vector,
            Kernel kernel,
            List<Subject> subjects,
            VariantBuilder builder,
            WorkerRunner runner,
            Consumer<VectorCheck> listener)
            throws InterruptedException {
        var shape = vector.inputs().shape();
        for (var subject : subjects) {
            var variant = new Variant(kernel, shape, subject.candidate());
            var build = builder.build(variant);
            var result = build instanceof BuildResult.Built built
                    ? runner.verify(folder, vector.name(), shape, List.of(new BuiltVariant(variant, built.artifact())))
                            .get(0)
                    : new VectorResult(null, build.toString());
            listener.accept(toCheck(vector.name(), kernel, subject, result));
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
                verification.map(Verification::errors).orElse(List.of()),
                failure);
    }

    private static VectorCheck checkReference(ReferenceVector vector, Kernel kernel) {
        var errors = new ArrayList<TensorError>();
        Map<Tensor, double[]> computed = new MsdaReference(vector.inputs()).compute(kernel);
        vector.expected(kernel).forEach((tensor, expected) -> {
            var actual = computed.get(tensor);
            if (actual != null) {
                errors.add(DOUBLE.compare(tensor, actual, expected));
            }
        });
        return new VectorCheck(vector.name(), kernel, "reference", "", errors, Optional.empty());
    }
}
