package io.msdatuner.variants.ascend;

import static io.msdatuner.variants.ascend.AscendParameters.HEAD_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.POINT_CHUNK;
import static io.msdatuner.variants.ascend.AscendParameters.QUERY_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.VALUE_BUFFERS;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Assignment;

/** PROVISIONAL */
record UbBudget(Kernel kernel, Shape shape, long ubBytes) {
    private static final long RESERVE_BYTES = 8L << 10;

    boolean fits(Assignment values) {
        return bytes(values) <= availableBytes();
    }

    long availableBytes() {
        return ubBytes - RESERVE_BYTES;
    }

    boolean fitsAnything() {
        return true;
    }

    long leastBytes() {
        return 0;
    }

    long bytes(Assignment values) {
        return values.number(VALUE_BUFFERS) * values.number(POINT_CHUNK) * 4 * shape.channels() * 4
                + values.number(QUERY_TILE) * values.number(HEAD_TILE) * shape.channels() * 4;
    }
}
