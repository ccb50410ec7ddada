package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own, with this test as the bench. */
@Timeout(120)
class StrategyCommandTest {
    private static final String SPACE = """
            {"type":"space","protocol":1,"params":[{"name":"a b","values":[1,2,4]},{"name":"kind","values":["x y","z"]}],\
            "configs":[[0,0],[2,1],[1,0],[0,1]],"budget":%d,"seed":7,"objective":"minimize","later":[]}""";

    private static final List<Double> TIMES_MS = List.of(4.0, 1.5, 2.0, 3.0);

    private record End(List<String> asked, int code, String err) {}

    @ParameterizedTest
    @ValueSource(strings = {"auto", "random", "evolutionary"})
    void asksForEachConfigurationOnceAndIsDone(String name) throws Exception {
        var end = play(10, "--name", name);

        assertThat(end.code()).isEqualTo(ExitCode.DONE);
        assertThat(end.asked().subList(0, 4))
                .containsExactlyInAnyOrder("{\"ask\":0}", "{\"ask\":1}", "{\"ask\":2}", "{\"ask\":3}");
        assertThat(end.asked().subList(4, end.asked().size())).containsExactly("{\"done\":true}");
    }

    @Test
    void exitsWhenTheBenchEndsTheRun() throws Exception {
        var end = play(2);

        assertThat(end.code()).isEqualTo(ExitCode.DONE);
        assertThat(end.asked()).hasSize(3);
    }

    @Test
    void asksTheSameInEveryProcess() throws Exception {
        assertThat(play(4).asked()).isEqualTo(play(4).asked());
    }

    @Test
    void asksForSeveralAtOnceInABatch() throws Exception {
        assertThat(play(4, "--batch", "3").asked().get(0)).matches("\\{\"ask\":\\[\\d, \\d, \\d]}");
    }

    @Test
    void refusesAFirstLineThatIsNoSpace() throws Exception {
        var process = start();
        try (var to = writer(process)) {
            say(to, "{\"type\":\"end\"}");
        }

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("the first line is no space of protocol 1");
        assertThat(process.waitFor()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void refusesAStrategyThatThereIsNot() throws Exception {
        var process = start("--name", "guess");

        assertThat(process.waitFor()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("guess")
                .contains("random");
    }

    /** Answers as many measurements as the budget allows; configuration 2 fails. */
    private static End play(int budget, String... arguments) throws Exception {
        var process = start(arguments);
        var asked = new ArrayList<String>();
        try (var to = writer(process);
                var from = process.inputReader(StandardCharsets.UTF_8)) {
            say(to, SPACE.formatted(budget));
            var left = budget;
            while (left >= 0) {
                left = answer(from, to, asked, left);
            }
        }
        var code = process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        return new End(asked, code, new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static int answer(BufferedReader from, PrintWriter to, List<String> asked, int left) throws IOException {
        var line = from.readLine();
        if (line == null) {
            return -1;
        }
        asked.add(line);
        var budget = left;
        for (var number : line.replaceAll("[^0-9 ]", "").split(" ")) {
            if (budget > 0 && !number.isEmpty()) {
                budget--;
                say(to, tell(Integer.parseInt(number), budget));
            } else if (budget == 0) {
                say(to, "{\"type\":\"end\"}");
                return -1;
            }
        }
        return budget;
    }

    private static String tell(int number, int left) {
        var time = number == 2 ? "null,\"error\":\"compile\"" : TIMES_MS.get(number) + ",\"error\":null";
        return "{\"tell\":%d,\"index\":%d,\"time_ms\":%s,\"new\":true,\"left\":%d}"
                .formatted(number, number, time, left);
    }

    private static PrintWriter writer(Process process) {
        return new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
    }

    private static void say(PrintWriter to, String line) {
        to.print(line + "\n");
        to.flush();
    }

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TunerCommand.class.getName(),
                "strategy",
                "--stdio"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
