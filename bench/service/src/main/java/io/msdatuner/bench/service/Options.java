package io.msdatuner.bench.service;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param records how many the database is filled with
 * @param seconds of each measurement under load
 */
record Options(Path home, int records, int seconds, int port) {
    static final String USAGE = """
            usage: bench/service/run [--no-build] [--records=1000000] [--seconds=10] [--port=8750]
              --records  how many records the database is filled with, 10000 or more
              --seconds  of each measurement under load
              --port     of the loopback address that the measured service takes""";

    private static final Set<String> NAMES = Set.of("home", "records", "seconds", "port");
    private static final int FEWEST_RECORDS = 10_000;

    /** @throws IllegalArgumentException naming the first argument that is not allowed */
    static Options parse(String... arguments) {
        var given = new HashMap<String, String>();
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            var name = parts[0].replaceFirst("^--", "");
            if (!argument.startsWith("--") || parts.length < 2 || !NAMES.contains(name)) {
                throw new IllegalArgumentException("%s is not allowed%n%s".formatted(argument, USAGE));
            }
            given.put(name, parts[1]);
        }
        return new Options(
                Path.of(given.getOrDefault("home", "bench/service")),
                number(given, "records", 1_000_000, FEWEST_RECORDS),
                number(given, "seconds", 10, 1),
                number(given, "port", 8_750, 1));
    }

    private static int number(HashMap<String, String> given, String name, int otherwise, int least) {
        var text = given.getOrDefault(name, Integer.toString(otherwise));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least) {
            throw new IllegalArgumentException(
                    "--%s=%s is not allowed: a whole number, at least %d%n%s".formatted(name, text, least, USAGE));
        }
        return Integer.parseInt(text);
    }

    /** The command that measures the same on another machine. */
    String command() {
        return "bench/service/run --records=%d --seconds=%d".formatted(records, seconds);
    }
}
