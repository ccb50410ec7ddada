package io.msdatuner.variants.worker;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How an artifact takes its launch-time parameters. */
public final class LaunchArguments {
    private LaunchArguments() {}

    /**
     * The launch-time parameters of a configuration as artifacts take them: numbers, and words as their position among the
     * parameter's values.
     */
    public static Map<String, Long> of(Space space, Configuration configuration) {
        Map<String, Long> launch = new HashMap<>();
        for (var parameter : space.parameters()) {
            if (parameter.stage() == Stage.LAUNCH_TIME) {
                var value = configuration.value(parameter.name());
                launch.put(parameter.name(), value.isWhole() ? value.asLong() : parameter.positionOf(value));
            }
        }
        return launch;
    }

    /**
     * The values in the order of {@code launch=a,b,c} in the artifact's own description.
     *
     * @throws LaunchRefusedException if these are not exactly the parameters that it has
     */
    public static long[] inOrder(String description, Map<String, Long> launch) throws LaunchRefusedException {
        var names = Arrays.stream(description.split(";"))
                .filter(part -> part.startsWith("launch="))
                .flatMap(
                        part -> Arrays.stream(part.substring("launch=".length()).split(",")))
                .toList();
        if (!Set.copyOf(names).equals(new HashSet<>(launch.keySet()))) {
            throw new LaunchRefusedException(
                    "the artifact is launched with %s, was given %s".formatted(names, List.copyOf(launch.keySet())));
        }
        return names.stream().mapToLong(launch::get).toArray();
    }
}
