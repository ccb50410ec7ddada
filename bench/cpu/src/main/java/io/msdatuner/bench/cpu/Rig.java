package io.msdatuner.bench.cpu;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.variants.cpu.CpuBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The host's CPU with its builder and workers, as a campaign has them. Used by one thread. */
public final class Rig implements AutoCloseable {
    private final CpuBackend backend;
    private final Device device;
    private final VariantBuilder builder;
    private final Map<Kernel, VariantRunner> workers = new EnumMap<>(Kernel.class);

    /** @param dataDirectory where artifacts are cached */
    public Rig(Path dataDirectory) {
        this.backend = new CpuBackend(dataDirectory, System.getenv());
        this.device = backend.devices().get(0);
        this.builder = backend.builder(device);
    }

    public CpuBackend backend() {
        return backend;
    }

    public Device device() {
        return device;
    }

    public Space space(Kernel kernel, Shape shape) {
        return backend.space(kernel, shape, device);
    }

    /** Why this machine cannot measure a kernel on a shape; empty if it can. */
    public Optional<String> refusal(Kernel kernel, Shape shape) {
        return backend.refusal(kernel, shape, device);
    }

    /**
     * Builds and verifies variants of one kernel and shape, and times them in interleaved blocks; one that cannot be built
     * ends as that.
     *
     * @return one outcome for each variant, in order
     */
    public List<Outcome> measure(List<Variant> variants, MeasurementPolicy policy) throws InterruptedException {
        var outcomes = new ArrayList<@Nullable Outcome>(Collections.nCopies(variants.size(), null));
        var built = new LinkedHashMap<Integer, BuiltVariant>();
        for (var i = 0; i < variants.size(); i++) {
            var result = builder.build(variants.get(i));
            if (result instanceof BuildResult.Failed failed) {
                outcomes.set(i, failed.outcome());
            } else if (result instanceof BuildResult.Built done) {
                built.put(i, new BuiltVariant(variants.get(i), done.artifact()));
            }
        }
        var measured = compare(List.copyOf(built.values()), policy).iterator();
        built.keySet().forEach(i -> outcomes.set(i, measured.next()));
        return outcomes.stream().map(Objects::requireNonNull).toList();
    }

    /** Verifies artifacts of one kernel and shape, wherever they come from, and times them in interleaved blocks. */
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) throws InterruptedException {
        if (variants.isEmpty()) {
            return List.of();
        }
        return worker(variants.get(0).variant().kernel()).compare(variants, policy);
    }

    /** One for each kernel, because a worker keeps one problem only. */
    public VariantRunner worker(Kernel kernel) {
        return workers.computeIfAbsent(kernel, key -> backend.runner(device));
    }

    public VariantBuilder builder() {
        return builder;
    }

    @Override
    public void close() {
        workers.values().forEach(VariantRunner::close);
    }
}
