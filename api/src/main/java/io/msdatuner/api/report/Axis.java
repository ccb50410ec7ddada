package io.msdatuner.api.report;

import java.util.stream.DoubleStream;

/**
 * A linear scale from values to user units.
 *
 * @param low and {@code high}: the values at {@code from} and {@code to}
 */
record Axis(double low, double high, double from, double to) {

    Axis {
        if (!(low < high)) {
            throw new IllegalArgumentException("no axis from %s to %s".formatted(low, high));
        }
    }

    /** A value beyond an end stands at the end. */
    double at(double value) {
        var share = (Math.max(low, Math.min(high, value)) - low) / (high - low);
        return from + share * (to - from);
    }

    /**
     * Round values on it, about so many: multiples of 1, 2 or 5 times a power of ten (P. Heckbert, "Nice numbers for graph
     * labels", Graphics Gems, 1990).
     */
    double[] ticks(int about) {
        var step = niceStep((high - low) / about);
        var first = Math.ceil(low / step);
        return DoubleStream.iterate(first, k -> k * step <= high * (1 + 1e-9), k -> k + 1)
                .map(k -> k * step)
                .toArray();
    }

    private static double niceStep(double rough) {
        var power = Math.pow(10, Math.floor(Math.log10(rough)));
        var digits = rough / power;
        return power * (digits < 1.5 ? 1 : digits < 3 ? 2 : digits < 7 ? 5 : 10);
    }
}
