package io.msdatuner.bench.service;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One load on a service: what is asked, and over how many connections.
 *
 * @param requests as {@code load.lua} reads them
 */
record Load(Path script, Path requests, int connections) {

    /**
     * What wrk saw, and what the service spent meanwhile.
     *
     * @param failures everything but an answer of status 399 or less
     */
    record Result(
            long requests, double seconds, long bytes, long failures, double p50Ms, double p99Ms, double cpuSeconds) {

        double perSecond() {
            return requests / seconds;
        }

        double cpuMicrosPerRequest() {
            return cpuSeconds / requests * 1e6;
        }

        Result plus(Result other) {
            return new Result(
                    requests + other.requests,
                    seconds + other.seconds,
                    bytes + other.bytes,
                    failures + other.failures,
                    Math.max(p50Ms, other.p50Ms),
                    Math.max(p99Ms, other.p99Ms),
                    cpuSeconds + other.cpuSeconds);
        }
    }

    /** @param requests each a path, an entity tag or nothing, a file of a body or nothing, with tabs between */
    static Load of(Bench bench, String name, int connections, List<String> requests) throws IOException {
        var file = bench.dataDirectory().resolve(name + ".requests");
        Files.write(file, requests);
        return new Load(bench.script(), file, connections);
    }

    static String get(String path) {
        return path + "\t\t";
    }

    static String conditional(String path, String tag) {
        return path + "\t" + tag + "\t";
    }

    static String post(String path, Path body) {
        return path + "\t\t" + body;
    }

    Load over(int otherConnections) {
        return new Load(script, requests, otherConnections);
    }

    /** @throws IllegalStateException if any request failed */
    Result run(ServiceProcess service, int seconds) throws IOException, InterruptedException {
        var before = service.cpuSeconds();
        var result = wrk(service.url(), seconds);
        var spent = service.cpuSeconds() - before;
        if (result.length != 6 || result[3] != 0) {
            throw new IllegalStateException("%d requests to %s failed".formatted(result[3], service.url()));
        }
        return new Result(result[0], result[1] / 1e6, result[2], result[3], result[4] / 1e3, result[5] / 1e3, spent);
    }

    private long[] wrk(URI url, int seconds) throws IOException, InterruptedException {
        var command = List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "-s",
                script.toString(),
                url.toString(),
                "--",
                requests.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .map(line -> List.of(line.substring("RESULT ".length()).split(" ")).stream()
                        .mapToLong(Long::parseLong)
                        .toArray())
                .orElseThrow(() -> new IllegalStateException("wrk said: " + text));
    }
}
