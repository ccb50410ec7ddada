package io.msdatuner.core.campaign;

import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.kernel.Shape;

/**
 * How far two record keys of a kernel are apart: the sum of the logarithms of the ratios of their shapes' sizes, and a
 * fixed amount for each other thing that differs. Only the order that it gives matters.
 */
final class Kinship {
    /** As much as a size e times as large. */
    private static final double OTHER_DEVICE = 1;

    private static final double OTHER_DTYPE = 1;
    private static final double OTHER_LOCATIONS = 0.5;
    private static final double OTHER_TOOLCHAIN = 0.1;
    private static final double OTHER_SOURCES = 0.1;

    private Kinship() {}

    static double distance(RecordKey one, RecordKey other) {
        return distance(one.shape(), other.shape())
                + (one.deviceClass().equals(other.deviceClass()) ? 0 : OTHER_DEVICE)
                + (one.toolchain().equals(other.toolchain()) ? 0 : OTHER_TOOLCHAIN)
                + (one.sourceDigest().equals(other.sourceDigest()) ? 0 : OTHER_SOURCES);
    }

    private static double distance(Shape one, Shape other) {
        return apart(one.batch(), other.batch())
                + apart(one.queries(), other.queries())
                + apart(one.heads(), other.heads())
                + apart(one.channels(), other.channels())
                + apart(one.points(), other.points())
                + apart(one.levelCount(), other.levelCount())
                + apart(one.pixels(), other.pixels())
                + (one.dtype() == other.dtype() ? 0 : OTHER_DTYPE)
                + (one.locations() == other.locations() ? 0 : OTHER_LOCATIONS);
    }

    private static double apart(double one, double other) {
        return Math.abs(Math.log(one / other));
    }
}
