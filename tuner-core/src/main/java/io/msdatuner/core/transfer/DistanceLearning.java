package io.msdatuner.core.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns how much each axis of {@link ShapeDistance} matters: non-negative weights with which distances predict what two
 * shapes lose by taking each other's fastest configuration. Least squares with a ridge that pulls towards equal weights
 * (Hoerl and Kennard, Technometrics 12(1), 1970, doi:10.1080/00401706.1970.10488634), so few shapes change little.
 */
final class DistanceLearning {
    /** Of the ridge, relative to the number of pairs. */
    private static final double PULL = 1;

    private static final int SWEEPS = 200;
    /** With fewer configurations in common two shapes say nothing of each other. */
    private static final int FEWEST_COMMON = 5;

    private final List<double[]> apart = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();

    private DistanceLearning() {}

    static ShapeDistance learn(RankingTable table) {
        var learning = new DistanceLearning();
        for (var one = 0; one < table.shapeCount(); one++) {
            for (var other = 0; other < one; other++) {
                learning.add(table, one, other);
            }
        }
        return learning.distance();
    }

    private void add(RankingTable table, int one, int other) {
        var common = IntStream.range(0, table.configurationCount())
                .filter(configuration -> table.isMeasured(one, configuration) && table.isMeasured(other, configuration))
                .toArray();
        if (common.length >= FEWEST_COMMON) {
            apart.add(ShapeDistance.apart(table.shape(one), table.shape(other)));
            losses.add((loss(table, one, other, common) + loss(table, other, one, common)) / 2);
        }
    }

    /** What {@code taker} loses by the fastest of {@code giver}; the first among equals. */
    private static double loss(RankingTable table, int taker, int giver, int[] common) {
        var fastest = common[0];
        for (var configuration : common) {
            fastest = table.logRatio(giver, configuration) < table.logRatio(giver, fastest) ? configuration : fastest;
        }
        return table.slowness(taker, fastest);
    }

    private ShapeDistance distance() {
        var level = level();
        if (!(level > 0)) {
            return ShapeDistance.usual();
        }
        var weights = new double[ShapeDistance.AXES];
        Arrays.fill(weights, level);
        for (var sweep = 0; sweep < SWEEPS; sweep++) {
            for (var axis = 0; axis < weights.length; axis++) {
                weights[axis] = best(axis, weights, level);
            }
        }
        return new ShapeDistance(weights);
    }

    /** The one weight that would fit best if all were equal. */
    private double level() {
        var product = 0.0;
        var square = 0.0;
        for (var pair = 0; pair < losses.size(); pair++) {
            var sum = Arrays.stream(apart.get(pair)).sum();
            product += sum * losses.get(pair);
            square += sum * sum;
        }
        return product / square;
    }

    /** The weight of one axis that fits best with the others as they are. */
    private double best(int axis, double[] weights, double level) {
        var ridge = PULL * losses.size();
        var product = ridge * level;
        var square = ridge;
        for (var pair = 0; pair < losses.size(); pair++) {
            var along = apart.get(pair);
            var rest = losses.get(pair);
            for (var a = 0; a < weights.length; a++) {
                rest -= a == axis ? 0 : weights[a] * along[a];
            }
            product += along[axis] * rest;
            square += along[axis] * along[axis];
        }
        return Math.max(0, product / square);
    }
}
