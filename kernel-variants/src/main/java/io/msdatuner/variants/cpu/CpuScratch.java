package io.msdatuner.variants.cpu;

import static io.msdatuner.variants.cpu.CpuParameters.GRAD_VALUE;
import static io.msdatuner.variants.cpu.CpuParameters.LAYOUT;
import static io.msdatuner.variants.cpu.CpuParameters.ORDER;
import static io.msdatuner.variants.cpu.CpuParameters.PHASES;
import static io.msdatuner.variants.cpu.CpuParameters.QUERY_TILE;
import static io.msdatuner.variants.cpu.CpuParameters.THREADS;
import static io.msdatuner.variants.cpu.CpuParameters.VECTOR_BYTES;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Assignment;

/**
 * The memory that a launch of a tuned kernel takes besides inputs and outputs, in bytes: exactly what its artifact's
 * {@code msda_scratch_bytes} answers, known before it is built. The formula is told in native/cpu/README.md.
 */
record CpuScratch(Kernel kernel, Shape shape) {
    private static final int LINE_BYTES = 64;
    private static final int LEVEL_TABLE_ARRAYS = 6;
    private static final int POINT_ARRAYS = 7;
    private static final int POINT_ARRAY_SLACK = 80;

    /** What every configuration reads of the values. */
    static String[] parameters(Kernel kernel) {
        return kernel == Kernel.MSDA_FORWARD
                ? new String[] {LAYOUT, PHASES, ORDER, THREADS, QUERY_TILE}
                : new String[] {LAYOUT, PHASES, ORDER, THREADS, QUERY_TILE, VECTOR_BYTES, GRAD_VALUE};
    }

    long bytes(Assignment values) {
        var table = LEVEL_TABLE_ARRAYS * lines(4L * shape.heads() * rowPoints());
        var repacked = isRepacked(values) ? lines(shape.dtype().bytes() * shape.valueElements()) : 0;
        var members = values.number(THREADS) * memberBytes(values);
        return table + repacked + members + (kernel == Kernel.MSDA_BACKWARD ? gradientBytes(values) : 0);
    }

    private long memberBytes(Assignment values) {
        var points = tilePoints(values);
        var bytes = points > 0 ? POINT_ARRAYS * lines(4 * (points + POINT_ARRAY_SLACK)) : 0;
        if (kernel == Kernel.MSDA_BACKWARD) {
            bytes += lines(16 * points) + lines(4 * channelsInVectors(values));
        }
        return bytes;
    }

    private long gradientBytes(Assignment values) {
        var inPlace = !isRepacked(values) && shape.dtype() == DType.FLOAT32;
        var copies = (values.is(GRAD_VALUE, "private") ? values.number(THREADS) : 1) - (inPlace ? 1 : 0);
        return lines(4 * copies * shape.valueElements());
    }

    private long tilePoints(Assignment values) {
        if (values.is(PHASES, "fused")) {
            return 0;
        }
        var heads = values.is(ORDER, "headOuter") ? 1L : shape.heads();
        return Math.min(values.number(QUERY_TILE), shape.queries()) * heads * rowPoints();
    }

    private long channelsInVectors(Assignment values) {
        var wanted = values.number(VECTOR_BYTES) / 4;
        var lanes = shape.channels() >= wanted ? wanted : 1;
        return (shape.channels() + lanes - 1) / lanes * lanes;
    }

    private long rowPoints() {
        return (long) shape.levelCount() * shape.points();
    }

    private static boolean isRepacked(Assignment values) {
        return values.is(LAYOUT, "bhnc");
    }

    private static long lines(long bytes) {
        return (bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
    }
}
