package io.msdatuner.core.space;

import java.util.Map;
import java.util.TreeMap;

/** Launch-time parameters as artifacts take them. */
public final class LaunchValues {
    private LaunchValues() {}

    /** By name: numbers as they are, and words as their position among the parameter's values. */
    public static Map<String, Long> of(Space space, Configuration configuration) {
        Map<String, Long> launch = new TreeMap<>();
        for (var parameter : space.parameters()) {
            if (parameter.stage() == Stage.LAUNCH_TIME) {
                var value = configuration.value(parameter.name());
                launch.put(parameter.name(), value.isWhole() ? value.asLong() : parameter.positionOf(value));
            }
        }
        return launch;
    }
}
