package io.msdatuner.core.kernel;

import static io.msdatuner.core.InvalidValueException.requireBetween;

import io.msdatuner.core.InvalidValueException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fixed input sizes of one MSDA launch, its dtype and the distribution of its sampling locations. Tensors: value
 * [B, N, H, C], sampling locations [B, Q, H, L, P, 2] as (x, y) in [0, 1], attention weights [B, Q, H, L, P], output
 * [B, Q, H*C], with N the sum of the levels' pixels. {@link #toString()} is the one canonical text form, and
 * {@link #parse} reads it back.
 *
 * @param batch B, 1 to 1024
 * @param queries Q, 1 to 4194304
 * @param heads H, 1 to 256
 * @param channels C per head, 1 to 1024
 * @param points P per level, 1 to 256
 * @param levels 1 to 64 levels in order, with at most 2147483647 pixels together
 */
public record Shape(
        int batch,
        int queries,
        int heads,
        int channels,
        int points,
        List<Level> levels,
        DType dtype,
        LocationDistribution locations) {
    static final int MAX_BATCH = 1024;
    static final int MAX_QUERIES = 4_194_304;
    static final int MAX_HEADS = 256;
    static final int MAX_CHANNELS = 1024;
    static final int MAX_POINTS = 256;
    private static final int MAX_LEVELS = 64;
    /** Pixels of all levels; with the other limits it keeps every count of elements and bytes in a long. */
    private static final int MAX_PIXELS = Integer.MAX_VALUE;

    public Shape {
        requireBetween("shape.B", batch, 1, MAX_BATCH);
        requireBetween("shape.Q", queries, 1, MAX_QUERIES);
        requireBetween("shape.H", heads, 1, MAX_HEADS);
        requireBetween("shape.C", channels, 1, MAX_CHANNELS);
        requireBetween("shape.P", points, 1, MAX_POINTS);
        levels = List.copyOf(levels);
        if (levels.isEmpty() || levels.size() > MAX_LEVELS) {
            throw new InvalidValueException(
                    "shape.levels", levels.size() + " levels", "1 to " + MAX_LEVELS + " levels");
        }
        var pixels = pixels(levels);
        if (pixels > MAX_PIXELS) {
            throw new InvalidValueException(
                    "shape.levels", pixels + " pixels", "at most " + MAX_PIXELS + " pixels in all levels");
        }
    }

    /**
     * Reads {@code B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40 dtype=float32 locations=local}: fields in any order,
     * separated by blanks; dtype and locations may be left out.
     *
     * @throws InvalidValueException naming the field, its value and what is allowed
     */
    public static Shape parse(String text) {
        return new ShapeParser(text).parse();
    }

    /** The same sizes and locations with elements of another dtype. */
    public Shape withDtype(DType other) {
        return new Shape(batch, queries, heads, channels, points, levels, other, locations);
    }

    public int levelCount() {
        return levels.size();
    }

    /** N, the pixels of all levels. */
    public long pixels() {
        return pixels(levels);
    }

    /** Of each level, where its pixels begin among those of all levels. */
    public long[] levelStarts() {
        var starts = new long[levelCount()];
        for (var level = 1; level < starts.length; level++) {
            starts[level] = starts[level - 1] + levels.get(level - 1).pixels();
        }
        return starts;
    }

    private static long pixels(List<Level> levels) {
        return levels.stream().mapToLong(Level::pixels).sum();
    }

    /** Sampled points of one launch: B*Q*H*L*P. */
    public long pointCount() {
        return (long) batch * queries * heads * levelCount() * points;
    }

    /** Elements of value, B*N*H*C. */
    public long valueElements() {
        return pixels() * batch * heads * channels;
    }

    /** Elements of output, B*Q*H*C. */
    public long outputElements() {
        return (long) batch * queries * heads * channels;
    }

    /** Bytes of all inputs and outputs of one launch of {@code kernel}; locations and weights are float32. */
    public long bytes(Kernel kernel) {
        var value = dtype.bytes() * valueElements();
        var locationsAndWeights = 4 * 3 * pointCount();
        var forward = value + locationsAndWeights + dtype.bytes() * outputElements();
        // Backward reads the gradient of the output instead of writing it, and writes the three gradients.
        return kernel == Kernel.MSDA_FORWARD ? forward : forward + value + locationsAndWeights;
    }

    @Override
    public String toString() {
        return "B=" + batch + " Q=" + queries + " H=" + heads + " C=" + channels + " P=" + points + " levels="
                + levels.stream().map(Level::toString).collect(Collectors.joining(",")) + " dtype=" + dtype
                + " locations=" + locations;
    }
}
