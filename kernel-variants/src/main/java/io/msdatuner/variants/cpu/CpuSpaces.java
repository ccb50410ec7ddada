package io.msdatuner.variants.cpu;

import static io.msdatuner.variants.cpu.CpuParameters.GRAD_VALUE;
import static io.msdatuner.variants.cpu.CpuParameters.LAYOUT;
import static io.msdatuner.variants.cpu.CpuParameters.NARROWEST_VECTOR;
import static io.msdatuner.variants.cpu.CpuParameters.ORDER;
import static io.msdatuner.variants.cpu.CpuParameters.PARTITION;
import static io.msdatuner.variants.cpu.CpuParameters.PHASES;
import static io.msdatuner.variants.cpu.CpuParameters.PREFETCH;
import static io.msdatuner.variants.cpu.CpuParameters.QUERY_TILE;
import static io.msdatuner.variants.cpu.CpuParameters.SMALLEST_TILE;
import static io.msdatuner.variants.cpu.CpuParameters.THREADS;
import static io.msdatuner.variants.cpu.CpuParameters.VECTOR_BYTES;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Assignment;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.variants.worker.LaunchArguments;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The spaces of the tuned CPU kernels, and what a configuration means to an artifact. */
final class CpuSpaces {
    private final int cores;
    private final Map<SpaceKey, Space> spaces = new ConcurrentHashMap<>();

    /** What constraints depend on. */
    private record SpaceKey(Kernel kernel, int batch, int queries, int heads, int channels) {}

    /** @param cores CPUs that a team of threads can be pinned to */
    CpuSpaces(int cores) {
        this.cores = cores;
    }

    Space space(Kernel kernel, Shape shape) {
        return spaces.computeIfAbsent(
                new SpaceKey(kernel, shape.batch(), shape.queries(), shape.heads(), shape.channels()),
                key -> new Space(CpuParameters.of(kernel, cores), new CpuConstraints(kernel, shape).all()));
    }

    /** What a competent engineer writes first: direct, fused, 32-byte vectors, a static partition over all cores. */
    Configuration defaultConfiguration(Kernel kernel, Shape shape) {
        var alone = cores == 1 || workableThreads(shape) == 1;
        Map<String, Value> values = new HashMap<>();
        values.put(LAYOUT, Value.of("bnhc"));
        values.put(PHASES, Value.of("fused"));
        values.put(VECTOR_BYTES, Value.of(shape.channels() >= 8 ? 32 : NARROWEST_VECTOR));
        values.put(ORDER, Value.of("queryOuter"));
        values.put(PREFETCH, Value.of(0));
        values.put(THREADS, Value.of(workableThreads(shape)));
        values.put(PARTITION, Value.of("static"));
        if (kernel == Kernel.MSDA_BACKWARD) {
            values.put(GRAD_VALUE, Value.of(alone ? "headOwner" : "private"));
            values.put(PARTITION, Value.of(alone ? "batchHead" : "static"));
        }
        var soFar = Configuration.of(values);
        values.put(QUERY_TILE, Value.of(new CpuConstraints(kernel, shape).usualTile(soFar)));
        return space(kernel, shape).require(Configuration.of(values));
    }

    /** All cores, or the largest power of two that the smallest tiles give work to. */
    private int workableThreads(Shape shape) {
        var tiles = (long) shape.batch() * ((shape.queries() + SMALLEST_TILE - 1) / SMALLEST_TILE);
        return tiles >= cores ? cores : Integer.highestOneBit((int) tiles);
    }

    Map<String, Long> launch(Variant variant) {
        if (!variant.candidate().isTuned()) {
            return Map.of(THREADS, (long) cores);
        }
        return LaunchArguments.of(
                space(variant.kernel(), variant.shape()), variant.candidate().configuration());
    }

    /** Only sums of grad_value that several threads add to in no fixed order vary from run to run. */
    Determinism declares(Variant variant) {
        if (variant.kernel() == Kernel.MSDA_FORWARD || !variant.candidate().isTuned()) {
            return Determinism.BITWISE_REPEATABLE;
        }
        Assignment values = variant.candidate().configuration();
        return values.is(GRAD_VALUE, "atomic") || values.is(PARTITION, "dynamic")
                ? Determinism.ORDER_DEPENDENT
                : Determinism.BITWISE_REPEATABLE;
    }
}
