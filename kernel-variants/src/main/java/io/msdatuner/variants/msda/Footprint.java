package io.msdatuner.variants.msda;

/** The four pixels around a sampled position, their bilinear weights and the weights' derivatives; reused for speed. */
final class Footprint {
    int width;
    int height;
    private int x0;
    private int y0;
    private double dx;
    private double dy;

    /** Moves to location (u, v) of a level; false if no pixel of the level contributes. */
    boolean place(double u, double v, int levelWidth, int levelHeight) {
        width = levelWidth;
        height = levelHeight;
        var x = u * width - 0.5;
        var y = v * height - 0.5;
        if (!(x > -1 && x < width && y > -1 && y < height)) {
            return false;
        }
        x0 = (int) Math.floor(x);
        y0 = (int) Math.floor(y);
        dx = x - x0;
        dy = y - y0;
        return true;
    }

    /** Corners 0 to 3: (x0, y0), (x0 + 1, y0), (x0, y0 + 1), (x0 + 1, y0 + 1). */
    boolean inside(int corner) {
        var x = cornerX(corner);
        var y = cornerY(corner);
        return x >= 0 && x < width && y >= 0 && y < height;
    }

    long pixel(int corner) {
        return (long) cornerY(corner) * width + cornerX(corner);
    }

    double weight(int corner) {
        return alongX(corner) * alongY(corner);
    }

    double weightByX(int corner) {
        return (right(corner) ? 1 : -1) * alongY(corner);
    }

    double weightByY(int corner) {
        return (below(corner) ? 1 : -1) * alongX(corner);
    }

    private double alongX(int corner) {
        return right(corner) ? dx : 1 - dx;
    }

    private double alongY(int corner) {
        return below(corner) ? dy : 1 - dy;
    }

    private int cornerX(int corner) {
        return x0 + (right(corner) ? 1 : 0);
    }

    private int cornerY(int corner) {
        return y0 + (below(corner) ? 1 : 0);
    }

    private static boolean right(int corner) {
        return (corner & 1) != 0;
    }

    private static boolean below(int corner) {
        return (corner & 2) != 0;
    }
}
