package io.msdatuner.variants.cpu;

import static io.msdatuner.variants.cpu.CpuParameters.GRAD_VALUE;
import static io.msdatuner.variants.cpu.CpuParameters.HEAD_BLOCK;
import static io.msdatuner.variants.cpu.CpuParameters.LAYOUT;
import static io.msdatuner.variants.cpu.CpuParameters.NARROWEST_VECTOR;
import static io.msdatuner.variants.cpu.CpuParameters.OUTSIDE;
import static io.msdatuner.variants.cpu.CpuParameters.PARTITION;
import static io.msdatuner.variants.cpu.CpuParameters.PASSES;
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
import io.msdatuner.core.space.LaunchValues;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Determinism;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The spaces of the tuned CPU kernels, and what a configuration means to an artifact. */
final class CpuSpaces {
    private final int cores;
    private final long scratchLimitBytes;
    private final Map<SpaceKey, Space> spaces = new ConcurrentHashMap<>();

    private record SpaceKey(Kernel kernel, Shape shape) {}

    /**
     * @param cores CPUs that a team of threads can be pinned to
     * @param scratchLimitBytes the most memory that a launch may take besides its inputs and outputs
     */
    CpuSpaces(int cores, long scratchLimitBytes) {
        this.cores = cores;
        this.scratchLimitBytes = scratchLimitBytes;
    }

    Space space(Kernel kernel, Shape shape) {
        return spaces.computeIfAbsent(
                new SpaceKey(kernel, shape),
                key -> new Space(
                        CpuParameters.of(kernel, cores), new CpuConstraints(kernel, shape, scratchLimitBytes).all()));
    }

    /** Bytes beyond the limit that even the most frugal configuration would take; not positive if there is a space. */
    long bytesBeyondLimit(Kernel kernel, Shape shape) {
        var frugal = Configuration.of(Map.of(
                LAYOUT, Value.of("bnhc"),
                PHASES, Value.of("fused"),
                VECTOR_BYTES, Value.of(NARROWEST_VECTOR),
                HEAD_BLOCK, Value.of(1),
                THREADS, Value.of(1),
                QUERY_TILE, Value.of(SMALLEST_TILE),
                GRAD_VALUE, Value.of("headOwner"),
                PASSES, Value.of("joint")));
        return new CpuScratch(kernel, shape).bytes(frugal) - scratchLimitBytes;
    }

    /**
     * What one would choose without measuring: direct, two-phase, 32-byte vectors, all cores, small tiles in equal ranges;
     * backward, one owner for each head's gradient, or private gradients where there are more cores than heads.
     */
    Configuration defaultConfiguration(Kernel kernel, Shape shape) {
        var owners = (long) shape.batch() * shape.heads();
        var owned = kernel == Kernel.MSDA_BACKWARD && owners >= workableThreads(shape);
        Map<String, Value> values = new HashMap<>();
        values.put(LAYOUT, Value.of("bnhc"));
        values.put(PHASES, Value.of("twoPhase"));
        values.put(OUTSIDE, Value.of("skip"));
        values.put(VECTOR_BYTES, Value.of(shape.channels() >= 8 ? 32 : NARROWEST_VECTOR));
        values.put(HEAD_BLOCK, Value.of(1));
        values.put(PREFETCH, Value.of(0));
        values.put(THREADS, Value.of(workableThreads(shape)));
        values.put(PARTITION, Value.of(owned ? "batchHead" : "static"));
        if (kernel == Kernel.MSDA_BACKWARD) {
            values.put(GRAD_VALUE, Value.of(owned ? "headOwner" : "private"));
            values.put(PASSES, Value.of("joint"));
        }
        var soFar = Configuration.of(values);
        values.put(QUERY_TILE, Value.of(new CpuConstraints(kernel, shape, scratchLimitBytes).usualTile(soFar)));
        return space(kernel, shape).closest(Configuration.of(values));
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
        return LaunchValues.of(
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
