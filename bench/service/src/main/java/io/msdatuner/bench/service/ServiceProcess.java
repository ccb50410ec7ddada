package io.msdatuner.bench.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, as {@code ./tuner serve} starts it. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long POLL_MS = 5;
    /** What the kernel counts CPU time in, as sysconf(_SC_CLK_TCK) says on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final URI url;
    private final long startedNs = System.nanoTime();

    private ServiceProcess(List<String> command, String classPath, int port) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MSDA_TUNER_CLASS_PATH", classPath);
        process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        url = URI.create("http://127.0.0.1:" + port);
    }

    /** @param classPath what it has beside its own; may be empty */
    static ServiceProcess start(Bench bench, String classPath) throws IOException {
        var command = List.of(
                bench.launcher().toString(),
                "serve",
                "--data-dir",
                bench.dataDirectory().toString(),
                "--port",
                Integer.toString(bench.options().port()));
        return new ServiceProcess(command, classPath, bench.options().port());
    }

    /** Asks until there is an answer that contains a text; returns how long that took from the start of the process. */
    Duration awaitAnswer(String path, String text) throws InterruptedException {
        while (System.nanoTime() - startedNs < PATIENCE.toNanos()) {
            if (answer(path).contains(text)) {
                return Duration.ofNanos(System.nanoTime() - startedNs);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("the service ended with status " + process.exitValue());
            }
            Thread.sleep(POLL_MS);
        }
        throw new IllegalStateException("%s gave no answer with %s within %s".formatted(path, text, PATIENCE));
    }

    /** Empty if there is none. */
    private String answer(String path) {
        try (var body = url.resolve(path).toURL().openStream()) {
            return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The entity tag of an answer. */
    String tag(String path) {
        try {
            var connection = (HttpURLConnection) url.resolve(path).toURL().openConnection();
            connection.getInputStream().readAllBytes();
            return connection.getHeaderField("ETag");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of a request that knows an entity tag. */
    int statusOfConditional(String path, String tag) {
        try {
            var connection = (HttpURLConnection) url.resolve(path).toURL().openConnection();
            connection.setRequestProperty("If-None-Match", tag);
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return url;
    }

    /** Of all threads since the process began, in seconds. */
    double cpuSeconds() {
        try {
            var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all objects that are reachable, in bytes. */
    long heapBytes() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("jcmd", Long.toString(process.pid()), "GC.class_histogram"));
        var jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        jcmd.waitFor();
        var total = text.lines().filter(line -> line.startsWith("Total")).findFirst();
        return Long.parseLong(total.orElseThrow(() -> new IllegalStateException("jcmd said: " + text))
                .strip()
                .split("\\s+")[2]);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
