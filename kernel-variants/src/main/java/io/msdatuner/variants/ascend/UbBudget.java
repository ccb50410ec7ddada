package io.msdatuner.variants.ascend;

import static io.msdatuner.variants.ascend.AscendParameters.ADDITION_BUFFERS;
import static io.msdatuner.variants.ascend.AscendParameters.GATHER;
import static io.msdatuner.variants.ascend.AscendParameters.HEAD_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.OWNED;
import static io.msdatuner.variants.ascend.AscendParameters.POINT_CHUNK;
import static io.msdatuner.variants.ascend.AscendParameters.QUAD;
import static io.msdatuner.variants.ascend.AscendParameters.QUERY_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.RESIDENT_LEVELS;
import static io.msdatuner.variants.ascend.AscendParameters.SCATTER;
import static io.msdatuner.variants.ascend.AscendParameters.TILE_BUFFERS;
import static io.msdatuner.variants.ascend.AscendParameters.VALUE_BUFFERS;

import io.msdatuner.core.kernel.DType;
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
    /** Words of 32 bits per slot: of each buffer of inputs. */
    private static final int INPUT_WORDS = 3;
    /** Computed of places and weights. */
    private static final int FORWARD_WORDS = 13;
    /** 15 computed of places and weights, 3 of gradients' weights and places, 6 of gradients. */
    private static final int BACKWARD_WORDS = 24;
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

    /** How much of a problem is in UB at a time, and how often. */
    private record Tile(long groups, long chunk, long valueBuffers, long tileBuffers, long additionBuffers) {}

    private Tile tile(Assignment values) {
        return new Tile(
                groups(values),
                values.number(POINT_CHUNK),
                values.number(VALUE_BUFFERS),
                kernel == Kernel.MSDA_FORWARD ? values.number(TILE_BUFFERS) : 1,
                kernel == Kernel.MSDA_BACKWARD ? values.number(ADDITION_BUFFERS) : 0);
    }

    private Tile smallest() {
        return new Tile(1, AscendParameters.SMALLEST_CHUNK, 1, 1, kernel == Kernel.MSDA_BACKWARD ? 1 : 0);
    }

    boolean fits(Assignment values) {
        return fits(tile(values)) && bytes(values) <= availableBytes() && (!quads(values) || quadsFit());
    }

    long bytes(Assignment values) {
        return bytes(tile(values))
                + sumBytes(values.is(GATHER, QUAD), values.number(POINT_CHUNK))
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
        return values.number(HEAD_TILE) * rows * storedRowBytes()
                + (1 + sideBySide) * storedRowBytes() * (chunk + 1)
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
        return rowFloats() <= MOST_CHANNELS_OF_QUADS
                && shape.levels().stream()
                        .allMatch(level ->
                                level.height() == 1 || (level.width() - 2L) * rowFloats() / 8 <= MOST_BLOCKS_OF_A_GAP);
    }

    private static long groups(Assignment values) {
        return values.number(QUERY_TILE) * values.number(HEAD_TILE);
    }

    /** True if the smallest tile does. */
    boolean fitsAnything() {
        return shape.levelCount() <= MOST_LEVELS && fits(smallest());
    }

    long availableBytes() {
        return ubBytes - RESERVED_BYTES;
    }

    private boolean fits(Tile tile) {
        return tile.groups() <= MOST_ROWS_OF_A_COPY
                && tile.groups() * paddedPoints() <= MOST_SLOTS
                && (shape.heads() - 1L) * shape.channels() / 8 <= MOST_BLOCKS_OF_A_GAP
                && tile.chunk() * rowFloats() / 8 <= MOST_BLOCKS_OF_A_GAP
                && bytes(tile) <= availableBytes();
    }

    private long bytes(Tile tile) {
        var slots = slots(tile.groups());
        var slotBytes = slots * Float.BYTES;
        var rowBytes = rowFloats() * Float.BYTES;
        var chunkRows = CORNERS * tile.chunk();
        var common = MASKS * roundUp(slots / Byte.SIZE, BLOCK_BYTES)
                + chunkRows * BLOCK_BYTES
                + tile.tileBuffers() * INPUT_WORDS * slotBytes
                + tile.valueBuffers() * chunkRows * storedRowBytes()
                + tile.additionBuffers() * chunkRows * rowBytes
                + (shape.dtype() == DType.FLOAT32 ? 0 : (chunkRows + tile.groups()) * rowBytes);
        if (kernel == Kernel.MSDA_FORWARD) {
            return common + FORWARD_WORDS * slotBytes + tile.tileBuffers() * tile.groups() * storedRowBytes();
        }
        return common
                + BACKWARD_WORDS * slotBytes
                + tile.groups() * storedRowBytes()
                + chunkRows * productFloats() * Float.BYTES
                + 2 * paddedPoints() * Float.BYTES;
    }

    /** A head's points of a query, each group of which begins a block. */
    private long paddedPoints() {
        return roundUp((long) shape.levelCount() * shape.points(), BLOCK_BYTES / Float.BYTES);
    }

    /** Of a pixel's channels in UB: whole blocks as they are stored. */
    private long rowFloats() {
        return roundUp(shape.channels(), BLOCK_BYTES / shape.dtype().bytes());
    }

    /** Of a row of products, whose blocks are folded in halves. */
    private long productFloats() {
        var lanes = Math.min(rowFloats(), REPEAT_LANES);
        var most = Long.highestOneBit(lanes);
        return most == lanes ? lanes : 2 * most;
    }

    private long storedRowBytes() {
        return rowFloats() * shape.dtype().bytes();
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
