package io.msdatuner.bench.cpu.record;

import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was recorded in the format "search-space 1". */
final class SpaceFile {
    private static final MathContext DIGITS = new MathContext(5);
    private static final double NS_PER_MS = 1e6;

    private SpaceFile() {}

    /** One measured configuration: its value positions and how it ended. */
    private record Line(int[] positions, RecordedTime time) {}

    /** Writes {@code NAME.json.gz} into a folder and returns its path. */
    static Path write(
            Path folder,
            Recording recording,
            String source,
            Map<Long, RecordedTime> times,
            OptionalDouble standardError)
            throws IOException {
        var file = folder.resolve(recording.name() + ".json.gz");
        Files.createDirectories(folder);
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(json(recording, source, times, standardError).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /** @param standardError of the times of the fastest, relative to them */
    static String json(
            Recording recording, String source, Map<Long, RecordedTime> times, OptionalDouble standardError) {
        var lines = new ArrayList<Line>();
        times.forEach((index, time) -> lines.add(new Line(recording.space().positionsAt(index), time)));
        lines.sort(Comparator.comparing(Line::positions, Arrays::compare));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", "search-space 1");
        document.put("name", recording.name());
        document.put("kernel", recording.kernel().id());
        document.put("device", recording.deviceClass());
        document.put("shape", recording.shape().toString());
        document.put("source", source);
        standardError.ifPresent(error -> document.put("standard_error", new BigDecimal(error, new MathContext(2))));
        document.put(
                "params",
                recording.space().parameters().stream()
                        .map(SpaceFile::parameter)
                        .toList());
        document.put("configs", lines.stream().map(Line::positions).toList());
        document.put("time_ms", times(lines));
        document.put("failures", failures(lines));
        return JsonMapper.shared().writeValueAsString(document);
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", parameter.name());
        fields.put("values", parameter.values().stream().map(SpaceFile::value).toList());
        return fields;
    }

    private static Object value(Value value) {
        return value.isWhole() ? (Object) value.asLong() : value.text();
    }

    private static List<@Nullable BigDecimal> times(List<Line> lines) {
        var times = new ArrayList<@Nullable BigDecimal>();
        lines.forEach(line -> times.add(milliseconds(line)));
        return times;
    }

    /** Null if it failed. */
    private static @Nullable BigDecimal milliseconds(Line line) {
        var ns = line.time().medianNs();
        return ns.isPresent() ? new BigDecimal(ns.getAsDouble() / NS_PER_MS, DIGITS) : null;
    }

    private static Map<String, List<Integer>> failures(List<Line> lines) {
        Map<String, List<Integer>> failures = new TreeMap<>();
        for (var i = 0; i < lines.size(); i++) {
            var number = i;
            lines.get(i)
                    .time()
                    .failure()
                    .ifPresent(why -> failures.computeIfAbsent(why, key -> new ArrayList<>())
                            .add(number));
        }
        return failures;
    }
}
