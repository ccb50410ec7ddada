package io.msdatuner.core.campaign;

import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.transfer.ShapeDistance;

/**
 * How far two record keys of a kernel are apart: the distance of their shapes, and a fixed amount for each other thing that
 * differs. Only the order that it gives matters.
 */
final class Kinship {
    /** As much as a size e times as large. */
    private static final double OTHER_DEVICE = 1;

    private static final double OTHER_TOOLCHAIN = 0.1;
    private static final double OTHER_SOURCES = 0.1;

    private Kinship() {}

    static double distance(RecordKey one, RecordKey other) {
        return ShapeDistance.usual().between(one.shape(), other.shape())
                + (one.deviceClass().equals(other.deviceClass()) ? 0 : OTHER_DEVICE)
                + (one.toolchain().equals(other.toolchain()) ? 0 : OTHER_TOOLCHAIN)
                + (one.sourceDigest().equals(other.sourceDigest()) ? 0 : OTHER_SOURCES);
    }
}
