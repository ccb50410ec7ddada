package io.msdatuner.bench.cpu.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the machine takes for the elementary work of MSDA on pixels of 128 bytes, in ns of all threads together; see
 * native/probe.cpp.
 *
 * @param gatherNs a pixel from the L2 cache, weighted and added
 * @param scatterNs a pixel in the L2 cache, added to
 * @param readNsPerByte a byte that no cache holds, read in a stream
 * @param writeNsPerByte a byte written in a stream
 */
record Machine(double gatherNs, double scatterNs, double readNsPerByte, double writeNsPerByte) {
    private static final long USUAL_L2 = 1L << 20;
    private static final long STREAM_BYTES = 512L << 20;

    /** Compiles the probe; {@link #probe} runs it. */
    static Path compile(Bench bench) throws InterruptedException {
        var output = NativeTools.folder(bench.data()).resolve("probe");
        NativeTools.compile(output, List.of(), List.of(), List.of(bench.source("native/probe.cpp")));
        return output;
    }

    /** Takes about two seconds. */
    static Machine probe(Path probe, int threads) throws InterruptedException {
        return parse(NativeTools.run(List.of(
                probe.toString(),
                Integer.toString(threads),
                Long.toString(l2Bytes() / 2),
                Long.toString(STREAM_BYTES))));
    }

    static Machine parse(String text) {
        Map<String, Double> values = text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.parseDouble(pair[1])));
        var inOrder = List.of("gatherNs", "scatterNs", "readNsPerByte", "writeNsPerByte").stream()
                .map(name -> values.getOrDefault(name, Double.NaN))
                .toList();
        if (inOrder.stream().anyMatch(value -> !(value > 0))) {
            throw new BenchTroubleException("the probe printed " + text);
        }
        return new Machine(inOrder.get(0), inOrder.get(1), inOrder.get(2), inOrder.get(3));
    }

    private static long l2Bytes() {
        try {
            var text = Files.readString(Path.of("/sys/devices/system/cpu/cpu0/cache/index2/size"));
            return Long.parseLong(text.strip().replace("K", "")) << 10;
        } catch (IOException | NumberFormatException e) {
            return USUAL_L2;
        }
    }
}
