package io.msdatuner.variants.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran to its end or was ended at its limit.
 *
 * @param exitCode {@link #TIMED_OUT} if it was ended
 * @param output the last {@value #TAIL_CHARACTERS} characters of standard output and error together
 */
public record CommandRun(int exitCode, String output) {
    public static final int TIMED_OUT = -1;
    /** A command that died of a signal exits with this and the signal's number. */
    static final int SIGNAL_BASE = 128;

    private static final int TAIL_CHARACTERS = 8_000;

    /** Runs a command with no input; ends it with all its children when it is interrupted or at its limit. */
    public static CommandRun of(List<String> command, Duration limit) throws IOException, InterruptedException {
        return of(command, Map.of(), limit);
    }

    /** As {@link #of(List, Duration)}, with variables beside, or instead of, those of this process. */
    public static CommandRun of(List<String> command, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        var output = Files.createTempFile("msda-tuner-", ".log");
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var ended = endsWithin(process, limit);
            return new CommandRun(ended ? process.exitValue() : TIMED_OUT, tail(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean endsWithin(Process process, Duration limit) throws InterruptedException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String tail(Path file) throws IOException {
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.length() <= TAIL_CHARACTERS ? text : "..." + text.substring(text.length() - TAIL_CHARACTERS);
    }
}
