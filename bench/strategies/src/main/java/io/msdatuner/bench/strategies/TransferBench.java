package io.msdatuner.bench.strategies;

import io.msdatuner.core.search.Precedent;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.strategies.Strategies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.StatUtils;

/**
 * What knowing other spaces of the same kernel saves. For each seed {@code auto} searches two other spaces of the kernel;
 * what it was told there is given to the strategy.
 */
public final class TransferBench {
    private static final int PRECEDENTS = 2;
    private static final int[] COUNTS = {1, 10, 30, 100};
    /** What a strategy that knows other spaces has after so many is compared with what {@code auto} has after more. */
    private static final int TAUGHT = 30;

    private static final int ALONE = 100;

    private TransferBench() {}

    /** @param arguments the folder, then strategies; options as those of {@link StrategiesBench} */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        var options = new Options(arguments);
        if (options.plain().isEmpty()) {
            System.err.println("usage: TransferBench FOLDER [STRATEGY...] [--seeds=N] [--first-seed=N] [--threads=N]");
            System.exit(2);
        }
        var spaces = RecordedSpaces.in(Path.of(options.plain().get(0)));
        var names = options.plain().subList(1, options.plain().size());
        var pool = Executors.newFixedThreadPool(options.threads());
        try {
            System.out.println("mean and largest share by which the best is slower than the optimum, in %");
            for (var space : spaces) {
                var others = others(space, spaces);
                if (!others.isEmpty()) {
                    for (var name : names) {
                        var tasks = new ArrayList<Callable<Pair>>();
                        options.seeds().forEach(seed -> tasks.add(() -> pair(name, space, others, seed)));
                        var pairs = new ArrayList<Pair>();
                        for (var done : pool.invokeAll(tasks)) {
                            pairs.add(done.get());
                        }
                        print(
                                space,
                                "auto, alone",
                                pairs.stream().map(Pair::alone).toList());
                        print(space, name, pairs.stream().map(Pair::taught).toList());
                        printReached(space, pairs);
                    }
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private record Pair(Run alone, Run taught) {
        boolean reaches(RecordedSpace space) {
            return taught.bestMs()[TAUGHT] <= alone.bestMs()[ALONE] * (1 + space.noise());
        }
    }

    /** Those of the kernel that come next by name. */
    private static List<RecordedSpace> others(RecordedSpace space, List<RecordedSpace> all) {
        var ofKernel = all.stream()
                .filter(other -> other.kernel().equals(space.kernel()))
                .toList();
        var place = ofKernel.indexOf(space);
        var others = new ArrayList<RecordedSpace>();
        for (var next = 1; next < ofKernel.size() && others.size() < PRECEDENTS; next++) {
            others.add(ofKernel.get((place + next) % ofKernel.size()));
        }
        return others;
    }

    private static Pair pair(String name, RecordedSpace space, List<RecordedSpace> others, long seed) {
        var auto = Strategies.installed().named("auto");
        var precedents =
                others.stream().map(other -> precedent(auto, other, seed)).toList();
        return new Pair(
                Run.of(auto, space, seed, List.of()),
                Run.of(Strategies.installed().named(name), space, seed, precedents));
    }

    private static Precedent precedent(StrategyProvider auto, RecordedSpace other, long seed) {
        return new Precedent(Run.of(auto, other, seed, List.of()).observations());
    }

    private static void print(RecordedSpace space, String strategy, List<Run> runs) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-28s %-14s", space.name(), strategy));
        for (var count : COUNTS) {
            var regrets = of(runs, run -> 100 * (run.bestMs()[count] / space.optimumMs() - 1));
            line.append(String.format(
                    Locale.ROOT, "  %d: %6.2f %6.2f", count, StatUtils.mean(regrets), StatUtils.max(regrets)));
        }
        System.out.println(line);
    }

    private static void printReached(RecordedSpace space, List<Pair> pairs) {
        var reached = pairs.stream().filter(pair -> pair.reaches(space)).count();
        System.out.println(String.format(
                Locale.ROOT,
                "  after %d as fast as auto after %d, within the noise of %.1f %%: %d of %d",
                TAUGHT,
                ALONE,
                100 * space.noise(),
                reached,
                pairs.size()));
    }

    private static double[] of(List<Run> runs, ToDoubleFunction<Run> value) {
        return runs.stream().mapToDouble(value).toArray();
    }
}
