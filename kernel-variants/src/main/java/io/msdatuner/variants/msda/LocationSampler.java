package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.Shape;
import java.util.SplittableRandom;

/** Draws sampling locations (u, v) of the shape's distribution, query by query. */
final class LocationSampler {
    private static final double LOCAL_PIXELS = 3;
    private static final double CLUSTER_PIXELS = 2;
    private static final int HOT_SPOTS = 8;

    private final Shape shape;
    private final SplittableRandom random;
    private final boolean encoder;
    private final double[] hotU = new double[HOT_SPOTS];
    private final double[] hotV = new double[HOT_SPOTS];
    private double referenceU;
    private double referenceV;
    private double u;
    private double v;

    LocationSampler(Shape shape, SplittableRandom random) {
        this.shape = shape;
        this.random = random;
        this.encoder = shape.queries() == shape.pixels();
        for (var i = 0; i < HOT_SPOTS; i++) {
            hotU[i] = random.nextDouble();
            hotV[i] = random.nextDouble();
        }
    }

    /** Sets the reference point of a query. */
    void moveTo(int query) {
        switch (shape.locations()) {
            case CLUSTERED -> {
                var spot = random.nextInt(HOT_SPOTS);
                referenceU = hotU[spot];
                referenceV = hotV[spot];
            }
            case LOCAL -> {
                if (encoder) {
                    moveToPixel(query);
                } else {
                    moveAnywhere();
                }
            }
            case UNIFORM, BORDER -> moveAnywhere();
        }
    }

    void next(Level level) {
        switch (shape.locations()) {
            case LOCAL -> around(level, LOCAL_PIXELS);
            case CLUSTERED -> around(level, CLUSTER_PIXELS);
            case UNIFORM -> {
                u = random.nextDouble();
                v = random.nextDouble();
            }
            case BORDER -> {
                u = nearBorder(level.width());
                v = random.nextDouble();
                if (random.nextBoolean()) {
                    u = random.nextDouble();
                    v = nearBorder(level.height());
                }
            }
        }
    }

    double u() {
        return u;
    }

    double v() {
        return v;
    }

    private void moveAnywhere() {
        referenceU = random.nextDouble();
        referenceV = random.nextDouble();
    }

    private void moveToPixel(long query) {
        var rest = query;
        for (var level : shape.levels()) {
            if (rest < level.pixels()) {
                referenceU = (rest % level.width() + 0.5) / level.width();
                var row = rest / level.width();
                referenceV = (row + 0.5) / level.height();
                return;
            }
            rest -= level.pixels();
        }
        throw new IllegalArgumentException("shape has no pixel " + query);
    }

    private void around(Level level, double pixels) {
        u = referenceU + random.nextGaussian() * pixels / level.width();
        v = referenceV + random.nextGaussian() * pixels / level.height();
    }

    private double nearBorder(int size) {
        var distance = (random.nextDouble() - 0.5) * 4 / size;
        return random.nextBoolean() ? distance : 1 + distance;
    }
}
