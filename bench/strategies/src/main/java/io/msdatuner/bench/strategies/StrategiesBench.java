package io.msdatuner.bench.strategies;

import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.strategies.Strategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Scores strategies on the recorded spaces of a folder. See docs/strategies.md for what the columns say. */
public final class StrategiesBench {
    private StrategiesBench() {}

    /**
     * @param arguments the folder, then the strategies (all if none); {@code --seeds=N}, {@code --first-seed=N} and
     *     {@code --threads=N} change 25, 0 and the number of cores; {@code --svg=FILE} draws the curves
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        var options = new Options(arguments);
        if (options.plain().isEmpty()) {
            System.err.println("usage: StrategiesBench FOLDER [STRATEGY...] [--seeds=N] [--first-seed=N] [--threads=N]"
                    + " [--svg=FILE]");
            System.exit(2);
        }
        var spaces = RecordedSpaces.in(Path.of(options.plain().get(0)));
        var pool = Executors.newFixedThreadPool(options.threads());
        try {
            System.out.println(ScoreTable.HEADER);
            var all = new ArrayList<List<Score>>();
            for (var provider :
                    providers(options.plain().subList(1, options.plain().size()))) {
                all.add(score(provider, spaces, options.seeds(), pool));
                print(all.get(all.size() - 1));
            }
            drawTo(options.text("--svg="), all);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void drawTo(Optional<String> file, List<List<Score>> scores) throws IOException {
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), CurvePicture.draw(scores));
        }
    }

    private static List<StrategyProvider> providers(List<String> names) {
        var installed = Strategies.installed();
        return names.isEmpty()
                ? installed.all()
                : names.stream().map(installed::named).toList();
    }

    private static List<Score> score(
            StrategyProvider provider, List<RecordedSpace> spaces, List<Long> seeds, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        var pending = new ArrayList<List<Future<Run>>>();
        for (var space : spaces) {
            pending.add(seeds.stream()
                    .map(seed -> pool.submit(() -> Run.of(provider, space, seed, List.of())))
                    .toList());
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
        scores.forEach(score -> System.out.println(ScoreTable.line(score)));
        System.out.println(ScoreTable.summary(scores));
    }
}
