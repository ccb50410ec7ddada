package io.msdatuner.variants.msda;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What comparing two tensors found.
 *
 * @param largest the largest difference; infinite if an element is not finite
 * @param squares the sum of squared differences
 * @param scale the largest magnitude expected
 * @param scaleSquares the sum of squares expected
 */
record Deviation(double largest, double squares, double scale, double scaleSquares) {
    private static final int CHUNK = 1 << 16;
    private static final Deviation NONE = new Deviation(0, 0, 0, 0);

    /** On all cores: a large tensor has tens of millions of elements, and each trial compares them. */
    static Deviation of(IntToDoubleFunction actual, double[] expected) {
        var chunks = (expected.length - 1) / CHUNK + 1;
        return IntStream.range(0, chunks)
                .parallel()
                .mapToObj(chunk -> of(actual, expected, chunk * CHUNK))
                .toList()
                .stream()
                .reduce(NONE, Deviation::plus);
    }

    private static Deviation of(IntToDoubleFunction actual, double[] expected, int start) {
        var largest = 0.0;
        var squares = 0.0;
        var scale = 0.0;
        var scaleSquares = 0.0;
        var end = Math.min(expected.length - start, CHUNK) + start;
        for (var i = start; i < end; i++) {
            var difference = Math.abs(actual.applyAsDouble(i) - expected[i]);
            if (!(difference <= Double.MAX_VALUE)) {
                difference = Double.POSITIVE_INFINITY;
            }
            largest = Math.max(largest, difference);
            squares += difference * difference;
            scale = Math.max(scale, Math.abs(expected[i]));
            scaleSquares += expected[i] * expected[i];
        }
        return new Deviation(largest, squares, scale, scaleSquares);
    }

    private Deviation plus(Deviation other) {
        return new Deviation(
                Math.max(largest, other.largest),
                squares + other.squares,
                Math.max(scale, other.scale),
                scaleSquares + other.scaleSquares);
    }
}
