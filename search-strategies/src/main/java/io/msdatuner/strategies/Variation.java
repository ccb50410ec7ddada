package io.msdatuner.strategies;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Makes valid configurations out of valid ones. */
final class Variation {
    private static final int CACHED = 64;

    private final Space space;
    private final Map<Long, List<Individual>> neighbours = new LinkedHashMap<>(CACHED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Individual>> eldest) {
            return size() > CACHED;
        }
    };

    Variation(Space space) {
        this.space = space;
    }

    Individual individual(long index) {
        return individual(index, space.at(index));
    }

    /**
     * A neighbour of the parent. The further its values lie from the parent's, the less it is drawn.
     *
     * @param locality 0 draws all alike; with 1, one twice as far is drawn half as often
     */
    Individual mutate(Individual parent, double locality, RandomGenerator random) {
        var around = neighbours.computeIfAbsent(parent.index(), index -> neighboursOf(parent));
        if (around.isEmpty()) {
            return parent;
        }
        var weights = around.stream()
                .mapToDouble(neighbour -> Math.pow(neighbour.steps(parent), -locality))
                .toArray();
        return around.get(Draw.weighted(weights, random));
    }

    /** Each value from one parent or the other, then the closest valid configuration. */
    Individual cross(Individual one, Individual other, RandomGenerator random) {
        var values = new TreeMap<String, Value>(one.configuration().values());
        other.configuration().values().forEach((name, value) -> {
            if (random.nextBoolean()) {
                values.put(name, value);
            }
        });
        var child = space.closest(new Configuration(values));
        return individual(space.indexOf(child), child);
    }

    private List<Individual> neighboursOf(Individual parent) {
        return space.neighbours(parent.configuration()).stream()
                .map(neighbour -> individual(space.indexOf(neighbour), neighbour))
                .toList();
    }

    private Individual individual(long index, Configuration configuration) {
        var positions = space.parameters().stream()
                .mapToInt(parameter -> parameter.positionOf(configuration.value(parameter.name())))
                .toArray();
        return new Individual(index, configuration, positions);
    }
}
