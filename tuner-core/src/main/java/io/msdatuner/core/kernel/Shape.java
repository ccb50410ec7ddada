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
 * @param levels 1 to 64 levels, in order
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
    private static final int MAX_LEVELS = 64;

    public Shape {
        requireBetween("shape.B", batch, 1, 1024);
        requireBetween("shape.Q", queries, 1, 4_194_304);
        requireBetween("shape.H", heads, 1, 256);
        requireBetween("shape.C", channels, 1, 1024);
        requireBetween("shape.P", points, 1, 256);
        levels = List.copyOf(levels);
        if (levels.isEmpty() || levels.size() > MAX_LEVELS) {
            throw new InvalidValueException(
                    "shape.levels", levels.size() + " levels", "1 to " + MAX_LEVELS + " levels");
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

    public int levelCount() {
        return levels.size();
    }

    /** N, the pixels of all levels. */
    public long pixels() {
        return levels.stream().mapToLong(Level::pixels).sum();
    }

    /** Sampled points of one launch: B*Q*H*L*P. */
    public long pointCount() {
        return (long) batch * queries * heads * levelCount() * points;
    }

    /** Elements of value, B*N*H*C. */
    public long valueElements() {
        return Math.multiplyExact(Math.multiplyExact(pixels(), (long) batch * heads), (long) channels);
    }

    /** Elements of output, B*Q*H*C. */
    public long outputElements() {
        return (long) batch * queries * heads * channels;
    }

    /** Bytes of all inputs and outputs of one launch of {@code kernel}; locations and weights are float32. */
    public long bytes(Kernel kernel) {
        var forward = dtype.bytes() * (valueElements() + outputElements()) + 4 * 3 * pointCount();
        return kernel == Kernel.MSDA_FORWARD ? forward : 2 * forward;
    }

    @Override
    public String toString() {
        return "B=%d Q=%d H=%d C=%d P=%d levels=%s dtype=%s locations=%s"
                .formatted(
                        batch,
                        queries,
                        heads,
                        channels,
                        points,
                        levels.stream().map(Level::toString).collect(Collectors.joining(",")),
                        dtype,
                        locations);
    }
}
