package io.msdatuner.bench.service;

import io.msdatuner.core.kernel.Kernel;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures start, memory and lookups of one service, and prints a table. */
public final class ServiceBench {

    private static final int FEW = 1_000;
    private static final int ASKED_SHAPES = 256;
    private static final int BATCH = 32;
    private static final int ROUNDS = 3;
    private static final int STARTS = 3;
    /** When all records are in memory. */
    private static final String READY_PATH = "/actuator/health/readiness";

    private static final String UP = "\"UP\"";
    private static final String EXACT = "\"match\":\"exact\"";

    private final Bench bench;
    private final List<String[]> rows = new ArrayList<>();

    private ServiceBench(Bench bench) {
        this.bench = bench;
    }

    public static void main(String... arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        var options = Options.parse(arguments);
        var folder = Files.createTempDirectory("msda-tuner-bench");
        try {
            new ServiceBench(new Bench(options, folder)).run();
        } finally {
            remove(folder);
        }
    }

    private void run() throws IOException, InterruptedException, SQLException {
        note("making a database in " + bench.dataDirectory());
        try (var service = ServiceProcess.start(bench, "")) {
            service.awaitAnswer(path(1), "\"match\":\"default\"");
        }
        var records = new GeneratedRecords(bench.dataDirectory());
        records.insert(1, FEW);
        var fewBytes = measureStart(FEW, "5 s");
        note("inserting %,d records".formatted(bench.options().records()));
        records.insert(FEW + 1, bench.options().records());
        var manyBytes = measureStart(bench.options().records(), "15 s with a million");
        add(
                "heap for each record",
                "%.0f bytes"
                        .formatted((manyBytes - fewBytes)
                                / (double) (bench.options().records() - FEW)),
                "stated");
        measureLoad();
        print();
    }

    /** Returns the bytes of the heap. */
    private long measureStart(int records, String asked) throws IOException, InterruptedException {
        var seconds = new ArrayList<Double>();
        var heapBytes = 0L;
        for (var start = 0; start < STARTS; start++) {
            try (var service = ServiceProcess.start(bench, "")) {
                seconds.add(service.awaitAnswer(path(records), EXACT).toNanos() / 1e9);
                if (start == STARTS - 1) {
                    service.awaitAnswer(READY_PATH, UP);
                    heapBytes = service.heapBytes();
                }
            }
        }
        note("starts with %,d records: %s".formatted(records, seconds));
        add(
                "start of `./tuner serve` to the first lookup answered, %,d records".formatted(records),
                "%s s"
                        .formatted(seconds.stream()
                                .map(one -> String.format(Locale.ROOT, "%.2f", one))
                                .collect(Collectors.joining(", "))),
                "< " + asked);
        return heapBytes;
    }

    private void measureLoad() throws IOException, InterruptedException {
        var paths = IntStream.rangeClosed(1, ASKED_SHAPES)
                .mapToObj(number -> path(number * (bench.options().records() / ASKED_SHAPES)))
                .toList();
        try (var service = ServiceProcess.start(
                bench,
                bench.options()
                        .home()
                        .resolve("target/classes")
                        .toAbsolutePath()
                        .toString())) {
            service.awaitAnswer(paths.get(0), EXACT);
            service.awaitAnswer(READY_PATH, UP);
            measureLoad(service, paths);
        }
    }

    private void measureLoad(ServiceProcess service, List<String> paths) throws IOException, InterruptedException {
        var seconds = bench.options().seconds();
        var lookups =
                Load.of(bench, "lookups", 64, paths.stream().map(Load::get).toList());
        var constants = Load.of(bench, "constants", 64, List.of(Load.get(ConstantServlet.PATH)));
        var conditional = Load.of(
                bench,
                "conditional",
                64,
                paths.stream().map(path -> conditional(service, path)).toList());
        var batch = Load.of(bench, "batch", 1, List.of(Load.post("/api/v1/configurations:lookup", batchBody())));
        note("warming up");
        for (var load : List.of(lookups, constants, conditional, batch)) {
            load.run(service, seconds);
        }
        note("measuring");
        var lookup = lookups.run(service, seconds);
        var constant = constants.run(service, seconds);
        for (var round = 1; round < ROUNDS; round++) {
            lookup = lookup.plus(lookups.run(service, seconds));
            constant = constant.plus(constants.run(service, seconds));
        }
        var few = lookups.over(16).run(service, seconds);
        add("lookups, 64 connections", "%,.0f requests/s".formatted(lookup.perSecond()), ">= 20,000 requests/s");
        add("the same, constant servlet", "%,.0f requests/s".formatted(constant.perSecond()), "");
        add("lookups, 16 connections, p99 (p50)", latency(few), "<= 5 ms");
        add("the same, constant servlet", latency(constants.over(16).run(service, seconds)), "");
        add(
                "CPU of a lookup (of the constant), us",
                "%.1f (%.1f)".formatted(lookup.cpuMicrosPerRequest(), constant.cpuMicrosPerRequest()),
                "");
        add(
                "CPU of a lookup over the constant's",
                "%.2fx".formatted(lookup.cpuMicrosPerRequest() / constant.cpuMicrosPerRequest()),
                "<= 2x");
        var unchanged = conditional.run(service, seconds);
        add("304, 64 connections", "%,.0f requests/s".formatted(unchanged.perSecond()), "");
        for (var connections : new int[] {1, 4}) {
            add(
                    "%d-shape batch, %d connection%s, p99 (p50)"
                            .formatted(BATCH, connections, connections == 1 ? "" : "s"),
                    latency(batch.over(connections).run(service, seconds)),
                    "<= 2 ms");
            add(
                    "the same, constant servlet",
                    latency(constants.over(connections).run(service, seconds)),
                    "");
        }
    }

    private static String conditional(ServiceProcess service, String path) {
        var tag = service.tag(path);
        var status = service.statusOfConditional(path, tag);
        if (status != 304) {
            throw new IllegalStateException("%s with its tag has status %d".formatted(path, status));
        }
        return Load.conditional(path, tag);
    }

    private static String latency(Load.Result result) {
        return "%.2f ms (%.2f ms)".formatted(result.p99Ms(), result.p50Ms());
    }

    private Path batchBody() throws IOException {
        var step = bench.options().records() / BATCH;
        var body = IntStream.rangeClosed(1, BATCH)
                .mapToObj(number -> "{\"kernel\": \"msda-forward\", \"shape\": \"%s\"}"
                        .formatted(GeneratedRecords.shape(number * step)))
                .collect(Collectors.joining(", ", "{\"lookups\": [", "]}"));
        return Files.writeString(bench.dataDirectory().resolve("batch.json"), body);
    }

    private static String path(int number) {
        return "/api/v1/configurations/best?kernel=%s&shape=%s"
                .formatted(
                        Kernel.MSDA_FORWARD.id(),
                        URLEncoder.encode(GeneratedRecords.shape(number), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
    }

    private void add(String what, String measured, String asked) {
        rows.add(new String[] {what, measured, asked});
    }

    private void print() {
        System.out.printf(
                "`%s`%n%n| what | measured | asked |%n|---|---|---|%n",
                bench.options().command());
        rows.forEach(row -> System.out.printf("| %s | %s | %s |%n", row[0], row[1], row[2]));
    }

    private static void note(String text) {
        System.err.println(text);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
