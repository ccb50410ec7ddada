package io.msdatuner.bench.cpu.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Something that keeps one CPU busy for spells of up to a second, with pauses as long, by seed. */
final class Load implements AutoCloseable {
    private static final int SPELLS = 1_000;
    /** In seconds; timeout takes 0 for no limit at all. */
    private static final double SHORTEST = 0.01;

    private final Process process;

    private Load(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static Load on(int cpu, long seed) {
        var random = new SplittableRandom(seed);
        var script = new StringBuilder();
        for (var spell = 0; spell < SPELLS; spell++) {
            script.append(String.format(
                    Locale.ROOT,
                    "timeout %.3f sh -c 'while :; do :; done'; sleep %.3f%n",
                    SHORTEST + random.nextDouble(),
                    SHORTEST + random.nextDouble()));
        }
        try {
            return new Load(
                    new ProcessBuilder(List.of("taskset", "-c", Integer.toString(cpu), "sh", "-c", script.toString()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("taskset of util-linux is needed to load a CPU", e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
