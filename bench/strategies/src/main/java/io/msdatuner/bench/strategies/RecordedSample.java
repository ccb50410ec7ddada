package io.msdatuner.bench.strategies;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.transfer.ShapeRanking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The configurations that were measured for one workload's shape.
 *
 * @param logRatios natural logarithms of time over the default's time
 * @param defaultNs the default's median
 */
record RecordedSample(
        Kernel kernel, String workload, Shape shape, Map<Configuration, Double> logRatios, double defaultNs) {

    /** All of a file that the recorder of the CPU bench wrote: tab-separated lines, the default of a shape first. */
    static List<RecordedSample> read(InputStream gzip) throws IOException {
        var lines = new LinkedHashMap<String, List<String[]>>();
        try (var reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var fields = line.split("\t", -1);
                lines.computeIfAbsent(fields[0] + " " + fields[1], key -> new ArrayList<>())
                        .add(fields);
            }
        }
        return lines.values().stream().map(RecordedSample::of).toList();
    }

    private static RecordedSample of(List<String[]> lines) {
        var first = lines.get(0);
        var defaultNs = Double.parseDouble(first[4]);
        var logRatios = new LinkedHashMap<Configuration, Double>();
        lines.forEach(
                line -> logRatios.put(configuration(line[3]), StrictMath.log(Double.parseDouble(line[4]) / defaultNs)));
        return new RecordedSample(Kernel.parse(first[0]), first[1], Shape.parse(first[2]), logRatios, defaultNs);
    }

    private static Configuration configuration(String text) {
        var values = new TreeMap<String, Value>();
        Arrays.stream(text.split(" "))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> values.put(pair[0], Value.of(pair[1])));
        return new Configuration(values);
    }

    ShapeRanking ranking() {
        return new ShapeRanking(shape, logRatios);
    }

    /** Of a configuration that was measured. */
    double logRatio(Configuration configuration) {
        return Objects.requireNonNull(logRatios.get(configuration));
    }

    /** Natural logarithm of the fastest time over the default's. */
    double best() {
        return Collections.min(logRatios.values());
    }
}
