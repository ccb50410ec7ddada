package io.msdatuner.strategies;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws by weight. */
final class Draw {
    private Draw() {}

    /** The position of one weight, each with a probability that is its share of the sum. */
    static int weighted(double[] weights, RandomGenerator random) {
        var left = random.nextDouble() * Arrays.stream(weights).sum();
        var chosen = 0;
        while (chosen < weights.length - 1 && left >= weights[chosen]) {
            left -= weights[chosen];
            chosen++;
        }
        return chosen;
    }
}
