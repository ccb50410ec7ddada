package io.msdatuner.variants.ascend;

import static io.msdatuner.variants.ascend.AscendParameters.GATHER;
import static io.msdatuner.variants.ascend.AscendParameters.HEAD_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.OWNED;
import static io.msdatuner.variants.ascend.AscendParameters.POINT_CHUNK;
import static io.msdatuner.variants.ascend.AscendParameters.QUAD;
import static io.msdatuner.variants.ascend.AscendParameters.QUERY_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.RESIDENT_LEVELS;
import static io.msdatuner.variants.ascend.AscendParameters.SCATTER;
import static io.msdatuner.variants.ascend.AscendParameters.VALUE_BUFFERS;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Assignment;

/**
 * What the tuned kernels of every family reserve of a vector core's unified buffer (UB), byte for byte as their {@code
 * InitBuffer} calls add up (native/ascend, {@code ubBytes}), and their other limits on a tile.
 *
 * @param ubBytes unified buffer of one vector core
 */
record UbBudget(Kernel kernel, Shape shape, long ubBytes) {
    static final long MOST_LEVELS = 32;
    /** The part that {@code Select} takes, and what the compiler may need. */
    private static final long RESERVED_BYTES = 8 * 1024 + 256;

    private static final int BLOCK_BYTES = 32;
    private static final int REPEAT_LANES = 64;
    /** Words of 32 bits per slot: 3 copied in, 13 computed. */
    private static final int FORWARD_WORDS = 16;
    /** 3 copied in, 15 computed, 3 of gradients' weights, 6 of gradients. */
    private static final int BACKWARD_WORDS = 27;
    /** Pixels around a sampled place. */
    private static final int CORNERS = 4;
    /** Of one bit per slot. */
    private static final int MASKS = 4;
    /** Rows of GatherMask: 255 repeats of 64 coordinates. */
    private static final long MOST_SLOTS = 8_160;

    /** Two rows of a quad are at most 255 blocks. */
    private static final long MOST_CHANNELS_OF_QUADS = 1_016;

    private static final long MOST_ROWS_OF_A_COPY = 4_095;
    private static final long MOST_BLOCKS_OF_A_GAP = 65_535;

    boolean fits(Assignment values) {
        return fits(values.number(VALUE_BUFFERS), groups(values), values.number(POINT_CHUNK))
                && bytes(values) <= availableBytes()
                && (!quads(values) || quadsFit());
    }

    long bytes(Assignment values) {
        var chunk = values.number(POINT_CHUNK);
        return bytes(values.number(VALUE_BUFFERS), groups(values), chunk)
                + sumBytes(values.is(GATHER, QUAD), chunk)
                + residentBytes(values);
    }

    /** The smallest levels of a tile's heads, and where in them each channel of a chunk's points lies. */
    private long residentBytes(Assignment values) {
        if (values.number(RESIDENT_LEVELS) == 0) {
            return 0;
        }
        var sideBySide = values.is(GATHER, QUAD) ? 1 : 0;
        var rows = residentPixels(values.number(RESIDENT_LEVELS)) + sideBySide;
        var chunk = values.number(POINT_CHUNK);
        return values.number(HEAD_TILE) * rows * rowFloats() * Float.BYTES
                + (1 + sideBySide) * rowFloats() * Float.BYTES * (chunk + 1)
                + chunk * BLOCK_BYTES
                + slots(groups(values)) * Float.BYTES;
    }

    private long residentPixels(long levels) {
        return shape.levels().stream()
                .mapToLong(Level::pixels)
                .sorted()
                .limit(levels)
                .sum();
    }

    private long slots(long groups) {
        return roundUp(groups * paddedPoints(), REPEAT_LANES);
    }

    /** Quads lie side by side, so that their sums need rows of their own. */
    private long sumBytes(boolean gathersQuads, long pointChunk) {
        return gathersQuads && kernel == Kernel.MSDA_FORWARD ? pointChunk * rowFloats() * Float.BYTES : 0;
    }

    private boolean quads(Assignment values) {
        return values.is(GATHER, QUAD)
                || kernel == Kernel.MSDA_BACKWARD && (values.is(SCATTER, QUAD) || values.is(SCATTER, OWNED));
    }

    /** The two rows of a quad are as many blocks apart as a copy's gap can be. */
    private boolean quadsFit() {
        return shape.channels() <= MOST_CHANNELS_OF_QUADS
                && shape.levels().stream()
                        .allMatch(level ->
                                level.height() == 1 || (level.width() - 2L) * rowFloats() / 8 <= MOST_BLOCKS_OF_A_GAP);
    }

    private static long groups(Assignment values) {
        return values.number(QUERY_TILE) * values.number(HEAD_TILE);
    }

    /** True if the smallest tile does. */
    boolean fitsAnything() {
        return shape.levelCount() <= MOST_LEVELS && fits(1, 1, AscendParameters.SMALLEST_CHUNK);
    }

    long availableBytes() {
        return ubBytes - RESERVED_BYTES;
    }

    /** @param groups queries times heads of a tile */
    private boolean fits(long valueBuffers, long groups, long pointChunk) {
        return groups <= MOST_ROWS_OF_A_COPY
                && groups * paddedPoints() <= MOST_SLOTS
                && (shape.heads() - 1L) * shape.channels() / 8 <= MOST_BLOCKS_OF_A_GAP
                && pointChunk * rowFloats() / 8 <= MOST_BLOCKS_OF_A_GAP
                && bytes(valueBuffers, groups, pointChunk) <= availableBytes();
    }

    private long bytes(long valueBuffers, long groups, long pointChunk) {
        var slots = slots(groups);
        var rowBytes = rowFloats() * Float.BYTES;
        var chunkBytes = CORNERS * pointChunk * rowBytes;
        var masks = MASKS * roundUp(slots / Byte.SIZE, BLOCK_BYTES);
        var common = masks + groups * rowBytes + CORNERS * pointChunk * BLOCK_BYTES;
        if (kernel == Kernel.MSDA_FORWARD) {
            return common + FORWARD_WORDS * slots * Float.BYTES + valueBuffers * chunkBytes;
        }
        return common
                + BACKWARD_WORDS * slots * Float.BYTES
                + 2 * valueBuffers * chunkBytes
                + CORNERS * pointChunk * Math.min(rowFloats(), REPEAT_LANES) * Float.BYTES
                + 2 * paddedPoints() * Float.BYTES;
    }

    /** A head's points of a query, each group of which begins a block. */
    private long paddedPoints() {
        return roundUp((long) shape.levelCount() * shape.points(), BLOCK_BYTES / Float.BYTES);
    }

    private long rowFloats() {
        return roundUp(shape.channels(), BLOCK_BYTES / Float.BYTES);
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
