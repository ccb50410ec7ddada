package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The options that name kernels, shapes and a device. */
final class CampaignInput {
    private static final String DEFAULT_WORKLOAD = "rtdetr_dec";

    @ArgGroup
    Sizes sizes = new Sizes();

    @Option(
            names = "--kernel",
            split = ",",
            paramLabel = "KERNEL",
            defaultValue = "msda-forward,msda-backward",
            description = "msda-forward, msda-backward or both; default: both")
    List<String> kernels = List.of();

    @Mixin
    DeviceChoice device = new DeviceChoice();

    /** Either of both. */
    static final class Sizes {
        @Option(
                names = "--workload",
                split = ",",
                paramLabel = "NAME",
                description = "see ./tuner workloads; default: " + DEFAULT_WORKLOAD)
        @Nullable
        List<String> workloads;

        @Option(
                names = "--shape",
                paramLabel = "TEXT",
                description = "for example \"B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20 dtype=float32\"")
        @Nullable
        String shape;
    }

    /** Refuses what can be refused without a service. */
    void check() {
        chosenKernels();
        device.check();
        if (sizes.shape != null) {
            Shape.parse(sizes.shape);
        }
    }

    Set<Kernel> chosenKernels() {
        return kernels.stream()
                .flatMap(name -> name.equals("both") ? Arrays.stream(Kernel.values()) : Stream.of(Kernel.parse(name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @throws InvalidValueException if there is no such workload */
    Set<Shape> chosenShapes(TunerClient client) {
        return chosenLaunches(client).keySet();
    }

    /**
     * The shapes with how often one step of all the workloads launches them; once for a shape that is given.
     *
     * @throws InvalidValueException if there is no such workload
     */
    Map<Shape, Integer> chosenLaunches(TunerClient client) {
        if (sizes.shape != null) {
            return Map.of(Shape.parse(sizes.shape), 1);
        }
        var wanted = sizes.workloads == null ? List.of(DEFAULT_WORKLOAD) : sizes.workloads;
        var known = byName(client.get("/workloads").path("workloads"));
        var launches = new LinkedHashMap<Shape, Integer>();
        for (var name : new LinkedHashSet<>(wanted)) {
            requireKnown("workload", name, known)
                    .path("launches")
                    .forEach(launch -> launches.merge(
                            Shape.parse(launch.path("shape").asString("")),
                            launch.path("count").asInt(1),
                            Integer::sum));
        }
        return launches;
    }

    static Map<String, JsonNode> byName(JsonNode list) {
        return byField("name", list);
    }

    static Map<String, JsonNode> byField(String field, Iterable<JsonNode> list) {
        var known = new TreeMap<String, JsonNode>();
        list.forEach(item -> known.put(item.path(field).asString(""), item));
        return known;
    }

    static JsonNode requireKnown(String field, String name, Map<String, JsonNode> known) {
        var found = known.get(name);
        if (found == null) {
            throw new InvalidValueException(field, name, String.join(", ", known.keySet()));
        }
        return found;
    }
}
