package io.msdatuner.strategies;

import io.msdatuner.core.space.Configuration;

/** A configuration as evolution sees it. */
final class Individual {
    private final long index;
    private final Configuration configuration;
    private final int[] positions;

    /** @param positions the 0-based positions of its values, in the order of the space's parameters */
    Individual(long index, Configuration configuration, int... positions) {
        this.index = index;
        this.configuration = configuration;
        this.positions = positions;
    }

    long index() {
        return index;
    }

    Configuration configuration() {
        return configuration;
    }

    /** How many parameters it has. */
    int size() {
        return positions.length;
    }

    /** The position of the value of parameter number {@code parameter}. */
    int position(int parameter) {
        return positions[parameter];
    }

    /** In how many parameters the two differ. */
    int differences(Individual other) {
        var differences = 0;
        for (var i = 0; i < positions.length; i++) {
            differences += positions[i] == other.positions[i] ? 0 : 1;
        }
        return differences;
    }

    /** How many steps between neighbouring positions the two are apart, over all parameters. */
    int steps(Individual other) {
        var steps = 0;
        for (var i = 0; i < positions.length; i++) {
            steps += Math.abs(positions[i] - other.positions[i]);
        }
        return steps;
    }
}
