package io.msdatuner.bench.strategies;

import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import io.msdatuner.core.space.Value;
import io.msdatuner.strategies.recorded.ListedSpace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads recorded spaces in the format that docs/strategy-protocol.md describes. */
final class RecordedSpaces {
    private static final String FORMAT = "search-space 1";
    private static final String SUFFIX = ".json.gz";

    private RecordedSpaces() {}

    /** All of a folder, by name. */
    static List<RecordedSpace> in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var spaces = new ArrayList<RecordedSpace>();
            for (var file : files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                try (var in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                    spaces.add(read(in));
                }
            }
            return spaces;
        }
    }

    static RecordedSpace read(InputStream json) {
        var document = JsonMapper.shared().readTree(json);
        var format = document.path("format").asString("");
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "a recorded space has the format '%s', not '%s'".formatted(FORMAT, format));
        }
        var configurations = configurations(document.path("configs"));
        var space = ListedSpace.of(parameters(document.path("params")), configurations);
        var times = times(space, configurations, document.path("time_ms"));
        return new RecordedSpace(
                document.path("name").asString(),
                document.path("kernel").asString(),
                space,
                times,
                document.path("standard_error").asDouble(0));
    }

    private static List<Parameter> parameters(JsonNode params) {
        var parameters = new ArrayList<Parameter>();
        for (var param : params) {
            var values = new ArrayList<Value>();
            param.path("values").forEach(value -> values.add(Value.of(value.asString())));
            parameters.add(new Parameter(param.path("name").asString(), Stage.COMPILE_TIME, values));
        }
        return parameters;
    }

    private static List<int[]> configurations(JsonNode configs) {
        var configurations = new ArrayList<int[]>();
        for (var config : configs) {
            var positions = new int[config.size()];
            Arrays.setAll(positions, p -> config.get(p).asInt());
            configurations.add(positions);
        }
        return configurations;
    }

    private static double[] times(Space space, List<int[]> configurations, JsonNode times) {
        var byIndex = new double[configurations.size()];
        for (var c = 0; c < byIndex.length; c++) {
            var time = times.get(c);
            byIndex[(int) space.indexOf(configurations.get(c))] = time.isNull() ? Double.NaN : time.asDouble();
        }
        return byIndex;
    }
}
