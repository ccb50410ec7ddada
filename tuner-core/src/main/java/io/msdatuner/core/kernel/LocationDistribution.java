package io.msdatuner.core.kernel;

import io.msdatuner.core.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How sampling locations are spread over the levels. It is part of the shape because it decides cache reuse and
 * contention, and with them which variant wins.
 */
public enum LocationDistribution {
    /**
     * Around the query's reference point with a standard deviation of 3 pixels of the level. With Q = N the reference
     * points are the pixel centres of all levels in order, as in an encoder; otherwise they are drawn uniformly.
     */
    LOCAL,
    /** Independent and uniform in the unit square. */
    UNIFORM,
    /** Around one of eight hot spots with a standard deviation of 2 pixels, as decoder queries that share objects. */
    CLUSTERED,
    /** Within 2 pixels of the border, half of them outside. */
    BORDER;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidValueException if no distribution has this name */
    public static LocationDistribution parse(String id) {
        return Arrays.stream(values())
                .filter(distribution -> distribution.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "shape.locations",
                        id,
                        Arrays.stream(values()).map(LocationDistribution::id).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return id();
    }
}
