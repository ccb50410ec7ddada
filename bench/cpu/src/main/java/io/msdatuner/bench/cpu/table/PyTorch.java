package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The process in which PyTorch runs, pinned to the same CPUs; pytorch/rival.py describes what it is asked. */
final class PyTorch implements AutoCloseable {
    /**
     * Makes glibc keep freed memory and ask for huge pages. Left alone it gives every large intermediate back to the system
     * and takes it anew, page by page: on a virtual machine that was most of a fallback's time, and no property of PyTorch.
     */
    private static final Map<String, String> KEEPS_MEMORY = Map.of(
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "100000000000",
            "MALLOC_TOP_PAD_", "1000000000",
            "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

    private final Process process;
    private final PrintWriter requests;
    private final BufferedReader answers;
    private final String version;

    /** Launches that were timed: of each its forward and, if it was asked for, its backward in ns. */
    record Samples(long[] forwardNs, long[] backwardNs) {
        /** Both together. */
        long[] totalNs() {
            return backwardNs.length == 0
                    ? forwardNs.clone()
                    : IntStream.range(0, forwardNs.length)
                            .mapToLong(i -> forwardNs[i] + backwardNs[i])
                            .toArray();
        }
    }

    /** @throws BenchTroubleException if this machine has no PyTorch, or its threads cannot be pinned */
    PyTorch(Bench bench) {
        try {
            var script = bench.source("pytorch/rival.py").toString();
            var command = new ProcessBuilder(bench.python(), script)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            bench.data().resolve("pytorch.log").toFile()));
            command.environment().putAll(KEEPS_MEMORY);
            process = command.start();
        } catch (IOException e) {
            throw new BenchTroubleException("no PyTorch: " + e.getMessage());
        }
        requests = new PrintWriter(process.getOutputStream(), false, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var hello = ask(Map.of("do", "hello"));
        if (!hello.path("pinned").asBoolean()) {
            throw new BenchTroubleException("PyTorch's threads cannot be pinned");
        }
        version = hello.path("torch").asString();
    }

    String version() {
        return version;
    }

    /** Reads the inputs that are in a folder. */
    void open(Path folder, Shape shape) {
        var request = new LinkedHashMap<String, Object>();
        request.put("do", "open");
        request.put("folder", folder.toString());
        request.put("batch", shape.batch());
        request.put("queries", shape.queries());
        request.put("heads", shape.heads());
        request.put("channels", shape.channels());
        request.put("points", shape.points());
        request.put("levels", shape.levels().stream().map(PyTorch::sizes).toList());
        ask(request);
    }

    private static List<Integer> sizes(Level level) {
        return List.of(level.height(), level.width());
    }

    /** One launch, whose tensors are then files in the inputs' folder. */
    void run(String formulation, boolean backward) {
        ask(Map.of("do", "run", "formulation", formulation, "backward", backward));
    }

    Samples time(String formulation, boolean backward, int launches, boolean cold) {
        var answer = ask(Map.of(
                "do", "time", "formulation", formulation, "backward", backward, "launches", launches, "cold", cold));
        return new Samples(numbers(answer.path("forwardNs")), numbers(answer.path("backwardNs")));
    }

    private static long[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .flatMapToLong(number -> LongStream.of(number.asLong()))
                .toArray();
    }

    private JsonNode ask(Map<String, Object> request) {
        requests.println(JsonMapper.shared().writeValueAsString(request));
        requests.flush();
        try {
            var line = answers.readLine();
            if (line == null) {
                throw new BenchTroubleException("no PyTorch: its process ended; pytorch.log says why");
            }
            var answer = JsonMapper.shared().readTree(line);
            if (answer.has("trouble")) {
                throw new BenchTroubleException(
                        "PyTorch: " + answer.path("trouble").asString());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        requests.close();
        process.destroy();
    }
}
