package io.msdatuner.bench.strategies;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What the benchmarks are started with. */
record Options(String... arguments) {
    private static final int SEEDS = 25;

    /** All that are no options. */
    List<String> plain() {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .toList();
    }

    /** {@code --seeds} of them, from {@code --first-seed} on. */
    List<Long> seeds() {
        var first = number("--first-seed=", 0);
        return LongStream.range(first, first + number("--seeds=", SEEDS))
                .boxed()
                .toList();
    }

    int threads() {
        return (int) number("--threads=", Runtime.getRuntime().availableProcessors());
    }

    Optional<String> text(String prefix) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst();
    }

    private long number(String prefix, long otherwise) {
        return text(prefix).map(Long::parseLong).orElse(otherwise);
    }
}
