package io.msdatuner.variants.worker;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How an artifact takes its launch-time parameters. */
public final class LaunchArguments {
    private LaunchArguments() {}

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
