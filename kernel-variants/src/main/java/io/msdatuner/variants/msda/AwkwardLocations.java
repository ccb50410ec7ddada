package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.Shape;

/**
 * Places locations that kernels get wrong into an input: exactly on the border, just beyond it, far outside, not finite.
 * At most every eighth point and at most {@value #MOST} of a shape, spread evenly; a timing does not notice them.
 */
final class AwkwardLocations {
    static final int MOST = 256;
    private static final int SHARE = 8;

    private AwkwardLocations() {}

    static void place(Shape shape, float[] locations) {
        var points = shape.pointCount();
        var count = (int) Math.min(MOST, points / SHARE);
        for (var i = 0; i < count; i++) {
            var point = points * i / count;
            var level = shape.levels().get((int) (point / shape.points() % shape.levelCount()));
            var at = Math.toIntExact(2 * point);
            locations[at] = awkward(i, level.width());
            locations[at + 1] = awkward(i / 3 + i, level.height());
        }
    }

    /** x = u * size - 0.5: exactly -0.5, size - 0.5, within the last pixel outside, one pixel outside, and worse. */
    private static float awkward(int kind, int size) {
        return switch (Math.floorMod(kind, 13)) {
            case 0 -> 0f;
            case 1 -> 1f;
            case 2 -> -0.4f / size;
            case 3 -> 1 + 0.4f / size;
            case 4 -> -0.8f / size;
            case 5 -> 1 + 0.8f / size;
            case 6 -> -3f;
            case 7 -> 4f;
            case 8 -> Float.NaN;
            case 9 -> Float.POSITIVE_INFINITY;
            case 10 -> Float.NEGATIVE_INFINITY;
            case 11 -> 1e30f;
            default -> 0.37f / size;
        };
    }
}
