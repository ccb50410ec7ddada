package io.msdatuner.variants.verify;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Draws configurations so that every family gets its turn: of some random ones it takes the one whose compile-time values
 * were drawn least so far.
 */
final class FamilySampler {
    private static final int CHOICE = 64;

    private final SplittableRandom random;
    private final Map<Map<String, String>, Integer> drawn = new HashMap<>();

    FamilySampler(long seed) {
        this.random = new SplittableRandom(seed);
    }

    List<Configuration> draw(Space space, int count) {
        var draws = new ArrayList<Configuration>();
        while (draws.size() < Math.min(count, space.size())) {
            var next = leastDrawn(space);
            drawn.merge(family(space, next), 1, Integer::sum);
            draws.add(next);
        }
        return draws;
    }

    private Configuration leastDrawn(Space space) {
        var best = space.random(random);
        for (var i = 1; i < CHOICE; i++) {
            var other = space.random(random);
            if (times(space, other) < times(space, best)) {
                best = other;
            }
        }
        return best;
    }

    private int times(Space space, Configuration configuration) {
        return drawn.getOrDefault(family(space, configuration), 0);
    }

    /** The compile-time parameters of a configuration with their values. */
    static Map<String, String> family(Space space, Configuration configuration) {
        return space.parameters().stream()
                .filter(parameter -> parameter.stage() == Stage.COMPILE_TIME)
                .map(Parameter::name)
                .collect(Collectors.toMap(
                        name -> name, name -> configuration.value(name).text()));
    }
}
