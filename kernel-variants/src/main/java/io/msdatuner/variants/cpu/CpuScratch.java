package io.msdatuner.variants.cpu;

import static io.msdatuner.variants.cpu.CpuParameters.GRAD_VALUE;
import static io.msdatuner.variants.cpu.CpuParameters.HEAD_BLOCK;
import static io.msdatuner.variants.cpu.CpuParameters.LAYOUT;
import static io.msdatuner.variants.cpu.CpuParameters.LEVEL_PLANE;
import static io.msdatuner.variants.cpu.CpuParameters.PASSES;
import static io.msdatuner.variants.cpu.CpuParameters.PHASES;
import static io.msdatuner.variants.cpu.CpuParameters.QUERY_TILE;
import static io.msdatuner.variants.cpu.CpuParameters.THREADS;
import static io.msdatuner.variants.cpu.CpuParameters.VECTOR_BYTES;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Assignment;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory that a launch of a tuned kernel takes besides inputs and outputs, in bytes: exactly what its artifact's
 * {@code msda_scratch_bytes} answers, known before it is built. The formula is told in native/cpu/README.md.
 */
record CpuScratch(Kernel kernel, Shape shape) {
    private static final int LINE_BYTES = 64;
    private static final int LEVEL_TABLE_ARRAYS = 8;
    private static final int LEVEL_STEP_ARRAYS = 2;
    private static final int LEAST_BLOCK_POINTS = 16;
    private static final int MOST_PREFETCH = 64;
    /** An offset and four weights. */
    private static final int POINT_BYTES = 24;

    /** What every configuration reads of the values. */
    static String[] parameters(Kernel kernel) {
        var both = List.of(LAYOUT, PHASES, HEAD_BLOCK, THREADS, QUERY_TILE, VECTOR_BYTES);
        var all = new ArrayList<>(both);
        if (kernel == Kernel.MSDA_BACKWARD) {
            all.addAll(List.of(GRAD_VALUE, PASSES));
        }
        return all.toArray(String[]::new);
    }

    long bytes(Assignment values) {
        var entries = (takesOneLevel(values) ? shape.levelCount() : 1) * blockPoints(values);
        var tables = LEVEL_TABLE_ARRAYS * lines(4 * entries) + LEVEL_STEP_ARRAYS * lines(8L * shape.levelCount());
        var repacked = values.is(LAYOUT, "bhnc") ? lines(shape.dtype().bytes() * shape.valueElements()) : 0;
        var members = values.number(THREADS) * memberBytes(values);
        return tables + repacked + members + (kernel == Kernel.MSDA_BACKWARD ? gradientBytes(values) : 0);
    }

    private long memberBytes(Assignment values) {
        var backward = kernel == Kernel.MSDA_BACKWARD;
        var bytes = backward ? lines(4 * channelsInVectors(values)) : 0;
        if (CpuParameters.hasOwnPlane(values)) {
            var elements = shape.pixels() * (long) shape.channels();
            var value = lines(shape.dtype().bytes() * elements);
            bytes += backward ? planeBytes(values, value, lines(4 * elements)) : value;
        }
        if (values.is(LAYOUT, LEVEL_PLANE)) {
            bytes += lines(4 * shape.queries() * channelsInVectors(values));
        }
        return values.is(PHASES, "fused") ? bytes : bytes + tileBytes(values, backward);
    }

    /** Value and gradient: in separate passes, first the one and then the other at the same place. */
    private static long planeBytes(Assignment values, long value, long gradient) {
        return values.is(PASSES, "separate") ? gradient : value + gradient;
    }

    /** Inputs and points of a tile's rows; backward, its dot products and gradients too. */
    private long tileBytes(Assignment values, boolean backward) {
        var rows = tileRows(values);
        var points = rows * points(values);
        var blockRows = blockPoints(values) / points(values);
        var blocks = (rows + blockRows - 1) / blockRows + MOST_PREFETCH / blockPoints(values) + 1;
        var inputs = lines(8 * points) + lines(4 * points);
        var found = lines(blocks * blockPoints(values) * POINT_BYTES);
        return inputs + found + (backward ? lines(16 * points) + inputs : 0);
    }

    private long gradientBytes(Assignment values) {
        if (CpuParameters.hasOwnPlane(values)) {
            return 0;
        }
        var inPlace = values.is(LAYOUT, "bnhc") && shape.dtype() == DType.FLOAT32;
        var copies = (values.is(GRAD_VALUE, "private") ? values.number(THREADS) : 1) - (inPlace ? 1 : 0);
        return lines(4 * copies * shape.valueElements());
    }

    private long tileRows(Assignment values) {
        return Math.min(values.number(QUERY_TILE), shape.queries())
                * Math.min(values.number(HEAD_BLOCK), shape.heads());
    }

    /** Points of a row that are taken together. */
    private long points(Assignment values) {
        return (takesOneLevel(values) ? 1L : shape.levelCount()) * shape.points();
    }

    /** Whole rows, at least {@value #LEAST_BLOCK_POINTS} points. */
    private long blockPoints(Assignment values) {
        var points = points(values);
        return (LEAST_BLOCK_POINTS + points - 1) / points * points;
    }

    private boolean takesOneLevel(Assignment values) {
        return values.is(LAYOUT, LEVEL_PLANE)
                || (kernel == Kernel.MSDA_BACKWARD && values.is(GRAD_VALUE, "levelOwner"));
    }

    private long channelsInVectors(Assignment values) {
        var wanted = values.number(VECTOR_BYTES) / 4;
        var lanes = shape.channels() >= wanted ? wanted : 1;
        return (shape.channels() + lanes - 1) / lanes * lanes;
    }

    private static long lines(long bytes) {
        return (bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
    }
}
