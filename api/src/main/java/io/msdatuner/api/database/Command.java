package io.msdatuner.api.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What one short run of a program gave. Its output must fit into a pipe (64 KiB). */
record Command(int exitCode, String output) {

    static final Duration LIMIT = Duration.ofSeconds(30);

    boolean succeeded() {
        return exitCode == 0;
    }

    static Command run(Duration limit, String... command) {
        return run(limit, List.of(command));
    }

    static Command run(Duration limit, List<String> command) {
        try {
            var process = builder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedDatabaseException(
                        command + " did not end within " + limit.toSeconds() + " s and was killed; try again");
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.exitValue(), output.strip());
        } catch (IOException e) {
            return new Command(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw interrupted("running " + command.get(0), e);
        }
    }

    /** A process without what the caller's environment would change in PostgreSQL: libraries, locale, PG variables. */
    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.startsWith("LD_"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }

    static EmbeddedDatabaseException interrupted(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new EmbeddedDatabaseException("interrupted while " + what + "; open the database again", cause);
    }
}
