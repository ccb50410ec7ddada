package io.msdatuner.core.transfer;

import io.msdatuner.core.kernel.Shape;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * How far two shapes of a kernel are apart: a weighted sum over a few axes on which they can differ. The axes are what decides
 * which variants win: whether a plane that is copied is read often enough, what fits into which cache, and how much there is
 * to do. Only the order that distances give, and their ratios, matter.
 */
public final class ShapeDistance {
    /** Of shapes that differ in dtype or locations, in terms of a size that is e times as large. */
    private static final double OTHER_DTYPE = 1;

    private static final double OTHER_LOCATIONS = 0.5;

    /** Sizes whose logarithms are compared. */
    private enum Size {
        /** Sampled points per pixel: Q*L*P / N. */
        DENSITY(shape -> (double) shape.queries() * shape.levelCount() * shape.points() / shape.pixels()),
        /** Bytes of the pixels of one head. */
        PLANE(shape ->
                (double) shape.pixels() * shape.channels() * shape.dtype().bytes()),
        /** Bytes of value of one batch entry. */
        IMAGE(shape -> (double) shape.pixels()
                * shape.heads()
                * shape.channels()
                * shape.dtype().bytes()),
        /** Products of a weight and a value: B*Q*H*L*P*C. */
        WORK(shape -> (double) shape.pointCount() * shape.channels());

        private final ToDoubleFunction<Shape> of;

        Size(ToDoubleFunction<Shape> of) {
            this.of = of;
        }

        double apart(Shape one, Shape other) {
            return Math.abs(StrictMath.log(of.applyAsDouble(one) / of.applyAsDouble(other)));
        }
    }

    static final int AXES = Size.values().length + 2;

    private final double[] weights;

    /** @param weights one for each axis, not negative */
    ShapeDistance(double[] weights) {
        this.weights = weights.clone();
    }

    /** All axes alike: what is assumed before there is evidence. */
    public static ShapeDistance usual() {
        var weights = new double[AXES];
        Arrays.fill(weights, 1);
        return new ShapeDistance(weights);
    }

    public double between(Shape one, Shape other) {
        var apart = apart(one, other);
        var sum = 0.0;
        for (var axis = 0; axis < AXES; axis++) {
            sum += weights[axis] * apart[axis];
        }
        return sum;
    }

    /** Along each axis. */
    static double[] apart(Shape one, Shape other) {
        var apart = new double[AXES];
        for (var size : Size.values()) {
            apart[size.ordinal()] = size.apart(one, other);
        }
        apart[AXES - 2] = one.dtype() == other.dtype() ? 0 : OTHER_DTYPE;
        apart[AXES - 1] = one.locations() == other.locations() ? 0 : OTHER_LOCATIONS;
        return apart;
    }

    @Override
    public String toString() {
        return Arrays.toString(weights);
    }
}
