package io.msdatuner.bench.strategies;

import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.strategies.Strategies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Scores strategies on the recorded spaces of a folder. See docs/strategies.md for what the columns say. */
public final class StrategiesBench {
    private static final int SEEDS = 25;
    private static final String HEADER = "%-14s %-26s %4s %7s %7s %14s %14s %16s"
            .formatted("strategy", "space", "W", "first", "second", "within 5 %", "within 1 %", "CPU ms per ask");

    private StrategiesBench() {}

    /**
     * @param arguments the folder, then the strategies (all if none); {@code --seeds=N} and {@code --threads=N} change
     *     25 and the number of cores
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        var plain = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        if (plain.isEmpty()) {
            System.err.println("usage: StrategiesBench FOLDER [STRATEGY...] [--seeds=N] [--threads=N] [--svg=FILE]");
            System.exit(2);
        }
        var seeds = option(arguments, "--seeds=", SEEDS);
        var threads = option(arguments, "--threads=", Runtime.getRuntime().availableProcessors());
        var spaces = RecordedSpaces.in(Path.of(plain.get(0)));
        var pool = Executors.newFixedThreadPool(threads);
        try {
            System.out.println(HEADER);
            for (var provider : providers(plain.subList(1, plain.size()))) {
                print(score(provider, spaces, seeds, pool));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static int option(String[] arguments, String prefix, int otherwise) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> Integer.parseInt(argument.substring(prefix.length())))
                .findFirst()
                .orElse(otherwise);
    }

    private static List<StrategyProvider> providers(List<String> names) {
        var installed = Strategies.installed();
        return names.isEmpty()
                ? installed.all()
                : names.stream().map(installed::named).toList();
    }

    private static List<Score> score(
            StrategyProvider provider, List<RecordedSpace> spaces, int seeds, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        var pending = new ArrayList<List<Future<Run>>>();
        for (var space : spaces) {
            var nothingMs = new RandomSearch(space).medianMs();
            var ofSpace = new ArrayList<Future<Run>>();
            for (var seed = 0; seed < seeds; seed++) {
                var seedOfRun = seed;
                ofSpace.add(pool.submit(() -> Run.of(provider, space, seedOfRun, nothingMs)));
            }
            pending.add(ofSpace);
        }
        var scores = new ArrayList<Score>();
        for (var s = 0; s < spaces.size(); s++) {
            var runs = new ArrayList<Run>();
            for (var run : pending.get(s)) {
                runs.add(run.get());
            }
            scores.add(Score.of(provider.name(), spaces.get(s), runs));
        }
        return scores;
    }

    private static void print(List<Score> scores) {
        scores.forEach(score -> System.out.println(line(score)));
        System.out.println("%-14s %-26s %4s %7.3f %7.3f %7.1f (%3.0f%%) %7.1f (%3.0f%%) %7.2f to %6.1f"
                .formatted(
                        scores.get(0).strategy(),
                        "mean (CPU: worst)",
                        "",
                        mean(scores, Score::first),
                        mean(scores, Score::second),
                        mean(scores, Score::toWithin5),
                        100 * mean(scores, Score::share5),
                        mean(scores, Score::toWithin1),
                        100 * mean(scores, Score::share1),
                        scores.stream().mapToDouble(Score::cpuMedianMs).max().orElseThrow(),
                        scores.stream().mapToDouble(Score::cpuWorstMs).max().orElseThrow()));
    }

    private static String line(Score score) {
        return String.format(
                Locale.ROOT,
                "%-14s %-26s %4d %7.3f %7.3f %7.1f (%3.0f%%) %7.1f (%3.0f%%) %7.2f to %6.1f",
                score.strategy(),
                score.space(),
                score.window(),
                score.first(),
                score.second(),
                score.toWithin5(),
                100 * score.share5(),
                score.toWithin1(),
                100 * score.share1(),
                score.cpuMedianMs(),
                score.cpuWorstMs());
    }

    private static double mean(List<Score> scores, java.util.function.ToDoubleFunction<Score> value) {
        return scores.stream().mapToDouble(value).average().orElseThrow();
    }
}
