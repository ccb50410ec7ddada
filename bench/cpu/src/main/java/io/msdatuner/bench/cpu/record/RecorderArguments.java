package io.msdatuner.bench.cpu.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What the command line of a recorder asks for: a folder for the files, and options after it. */
final class RecorderArguments {
    private static final int USAGE = 2;
    private static final int STOPPED = 75; // EX_TEMPFAIL of sysexits.h: call again

    private final String[] arguments;
    private final long endNs;

    private RecorderArguments(String... arguments) {
        this.arguments = arguments.clone();
        this.endNs = System.nanoTime()
                + option("--for=")
                        .map(limit -> Duration.parse("PT" + limit))
                        .orElse(Duration.ofDays(1))
                        .toNanos();
    }

    /** Its time runs from now on. Ends the process if there is no folder. */
    static RecorderArguments parse(String usage, String... arguments) {
        if (arguments.length == 0 || arguments[0].startsWith("--")) {
            System.err.println(usage);
            System.exit(USAGE);
        }
        return new RecorderArguments(arguments);
    }

    Path folder() {
        return Path.of(arguments[0]);
    }

    /** Where artifacts are cached. */
    Path data() {
        return option("--data-dir=").map(Path::of).orElse(Path.of("target", "bench-data"));
    }

    boolean buildsOnly() {
        return option("--build").isPresent();
    }

    Optional<String> option(String prefix) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst();
    }

    long leftNs() {
        return endNs - System.nanoTime();
    }

    boolean timeIsUp() {
        return leftNs() <= 0;
    }

    /** Ends the process with a status that says whether to call again. */
    static void exit(boolean complete) {
        System.exit(complete ? 0 : STOPPED);
    }
}
