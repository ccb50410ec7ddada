package io.msdatuner.api.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that opens a database and then does what it is told: {@code ensure}, {@code close}. */
final class OpeningJvm {

    private final Process process;
    private final BufferedReader answers;

    private OpeningJvm(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static OpeningJvm start(List<String> prefix, String classPath, Path directory) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                classPath,
                OpeningJvm.class.getName(),
                directory.toString()));
        return new OpeningJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next answer, which must be of this kind. */
    Answer answer(String kind) throws IOException {
        var words = String.valueOf(answers.readLine()).split(" ");
        if (!words[0].equals(kind)) {
            throw new AssertionError("the JVM said " + List.of(words) + " instead of " + kind);
        }
        return new Answer(Boolean.parseBoolean(words[1]), Long.parseLong(words[2]), words[3]);
    }

    void tell(String order) throws IOException {
        process.outputWriter().write(order + "\n");
        process.outputWriter().flush();
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    int await() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the JVM " + process.pid() + " did not end");
        }
        return process.exitValue();
    }

    /** What it says: whether it attached or started, the server's pid, the address. */
    record Answer(boolean yes, long serverPid, String jdbcUrl) {}

    public static void main(String[] arguments) throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var database = EmbeddedDatabase.open(Path.of(arguments[0]));
        say("opened", database.attached(), database);
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.equals("ensure")) {
                say("ensured", database.ensureRunning(), database);
            } else {
                database.close();
                say("closed", true, database);
                return;
            }
        }
    }

    private static void say(String kind, boolean yes, EmbeddedDatabase database) {
        System.out.println(kind + " " + yes + " " + database.pid() + " " + database.jdbcUrl());
    }
}
