package io.msdatuner.core.transfer;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The known shapes that are nearest to one, with how much each counts. */
final class Neighbours {
    /** More would cost time and hardly count. */
    private static final int MOST = 16;
    /** Distance over which a weight falls to 1/e; 1 is the mean distance between known shapes. */
    private static final double WIDTH = 0.5;
    /** Share of the weights that must have measured a configuration; what lacks counts as slow. */
    private static final double ENOUGH = 0.7;

    private final RankingTable table;
    private final int[] shapes;
    private final double[] weights;
    private final double nearestDistance;

    /**
     * @param distance of a known shape
     * @param known numbers of those that may be neighbours, at least one
     */
    Neighbours(RankingTable table, IntToDoubleFunction distance, IntStream known) {
        this.table = table;
        this.shapes = known.boxed()
                .sorted(Comparator.comparingDouble(distance::applyAsDouble))
                .limit(MOST)
                .mapToInt(shape -> shape)
                .toArray();
        this.nearestDistance = distance.applyAsDouble(shapes[0]);
        this.weights = IntStream.of(shapes)
                .mapToDouble(shape -> StrictMath.exp((nearestDistance - distance.applyAsDouble(shape)) / WIDTH))
                .toArray();
    }

    int nearest() {
        return shapes[0];
    }

    double nearestDistance() {
        return nearestDistance;
    }

    int count() {
        return shapes.length;
    }

    int measurements() {
        return IntStream.of(shapes).map(table::measurements).sum();
    }

    /** The number of the configuration that is expected to be the least slow; the first among equals. */
    OptionalInt best(IntPredicate allowed) {
        var scores = new double[table.configurationCount()];
        for (var configuration = 0; configuration < scores.length; configuration++) {
            scores[configuration] = score(configuration);
        }
        return IntStream.range(0, scores.length)
                .filter(configuration -> Double.isFinite(scores[configuration]))
                .boxed()
                .sorted(Comparator.comparingDouble(configuration -> scores[configuration]))
                .mapToInt(configuration -> configuration)
                .filter(allowed)
                .findFirst();
    }

    private double score(int configuration) {
        var all = 0.0;
        var measured = 0.0;
        var sum = 0.0;
        for (var i = 0; i < shapes.length; i++) {
            all += weights[i];
            if (table.isMeasured(shapes[i], configuration)) {
                measured += weights[i];
                sum += weights[i] * table.slowness(shapes[i], configuration);
            }
        }
        var lack = Math.max(0, ENOUGH * all - measured);
        return measured > 0 ? (sum + lack * RankingTable.SLOW) / (measured + lack) : Double.NaN;
    }

    /** The expected natural logarithm of the time over the default's. */
    double logRatio(int configuration) {
        var measured = 0.0;
        var sum = 0.0;
        for (var i = 0; i < shapes.length; i++) {
            if (table.isMeasured(shapes[i], configuration)) {
                measured += weights[i];
                sum += weights[i] * table.logRatio(shapes[i], configuration);
            }
        }
        return sum / measured;
    }
}
