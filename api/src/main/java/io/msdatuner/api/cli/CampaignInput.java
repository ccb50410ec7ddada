package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
            description = "msda-forward, msda-backward; default: both")
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
        return kernels.stream().map(Kernel::parse).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @throws InvalidValueException if there is no such workload */
    Set<Shape> chosenShapes(TunerClient client) {
        if (sizes.shape != null) {
            return Set.of(Shape.parse(sizes.shape));
        }
        var wanted = sizes.workloads == null ? List.of(DEFAULT_WORKLOAD) : sizes.workloads;
        var known = byName(client.get("/workloads").path("workloads"));
        var shapes = new LinkedHashSet<Shape>();
        for (var name : wanted) {
            var workload = requireKnown("workload", name, known);
            workload.path("launches")
                    .forEach(launch ->
                            shapes.add(Shape.parse(launch.path("shape").asString(""))));
        }
        return shapes;
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
