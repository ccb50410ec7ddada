package io.msdatuner.api.cli;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Backend;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Stage;
import io.msdatuner.core.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The spaces of a backend's first device: parameters of each kernel, and counts for each shape. */
final class SpaceReport {
    private final Backend backend;
    private final Device device;
    private final Map<Kernel, List<Parameter>> parameters = new LinkedHashMap<>();
    private final List<Count> counts = new ArrayList<>();

    /** @param refusal why the backend cannot tune this, else null */
    private record Count(
            String workload,
            Kernel kernel,
            Shape shape,
            long valid,
            long combinations,
            @Nullable String refusal) {}

    SpaceReport(Backend backend) {
        this.backend = backend;
        this.device = backend.devices().get(0);
    }

    void add(String workload, Kernel kernel, Shape shape) {
        var refusal = backend.refusal(kernel, shape, device);
        if (refusal.isPresent()) {
            counts.add(new Count(workload, kernel, shape, 0, 0, refusal.orElseThrow()));
            return;
        }
        var space = backend.space(kernel, shape, device);
        parameters.putIfAbsent(kernel, space.parameters());
        var combinations = space.parameters().stream()
                .mapToLong(parameter -> parameter.values().size())
                .reduce(1, Math::multiplyExact);
        counts.add(new Count(workload, kernel, shape, space.size(), combinations, null));
    }

    String text() {
        var text = new StringBuilder("device class %s, %s%n%n"
                .formatted(device.deviceClass().name(), device.provenance().id()));
        parameters.forEach((kernel, list) -> text.append(kernel)
                .append('\n')
                .append(table(list).format("  "))
                .append("\n\n"));
        return text.append(countTable().format("")).toString();
    }

    private static TextTable table(List<Parameter> parameters) {
        var table = TextTable.withHeader("PARAMETER", "TAKES EFFECT", "VALUES");
        parameters.forEach(parameter -> table.row(
                parameter.name(),
                when(parameter),
                parameter.values().stream().map(Value::text).collect(Collectors.joining(" "))));
        return table;
    }

    private TextTable countTable() {
        var table = TextTable.withHeader("WORKLOAD", "KERNEL", "VALID", "OF ALL COMBINATIONS");
        counts.forEach(count -> table.row(
                count.workload(),
                count.kernel().id(),
                count.refusal() == null ? Long.toString(count.valid()) : "none",
                count.refusal() == null ? Long.toString(count.combinations()) : count.refusal()));
        return table;
    }

    private static String when(Parameter parameter) {
        return parameter.stage() == Stage.COMPILE_TIME ? "compile" : "launch";
    }

    ObjectNode document() {
        var document = Json.object()
                .put("deviceClass", device.deviceClass().name())
                .put("measured", device.provenance().id());
        var kernels = document.putArray("kernels");
        parameters.forEach((kernel, list) -> {
            var described = kernels.addObject().put("kernel", kernel.id()).putArray("parameters");
            for (var parameter : list) {
                var values = described
                        .addObject()
                        .put("name", parameter.name())
                        .put("stage", when(parameter))
                        .putArray("values");
                parameter.values().forEach(value -> values.add(value.text()));
            }
        });
        var spaces = document.putArray("spaces");
        for (var count : counts) {
            spaces.addObject()
                    .put("workload", count.workload())
                    .put("kernel", count.kernel().id())
                    .put("shape", count.shape().toString())
                    .put("valid", count.valid())
                    .put("combinations", count.combinations())
                    .put("refusal", count.refusal());
        }
        return document;
    }
}
