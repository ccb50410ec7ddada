package io.msdatuner.bench.strategies;

import io.msdatuner.core.set.BudgetSplit;
import io.msdatuner.core.set.LearningCurve;
import io.msdatuner.core.set.MemberProgress;
import io.msdatuner.strategies.Strategies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Compares how a campaign set splits its budget with an even split, on recorded spaces: each is a member that is launched once a
 * step. A search trial takes {@link #TRIAL}, and a campaign {@link #OVERHEAD} besides. Also tells how well learning curves
 * forecast.
 */
public final class SplitBench {
    private static final Duration TRIAL = Duration.ofMillis(500);
    private static final Duration OVERHEAD = Duration.ofSeconds(8);
    private static final double SEARCH_PART = 0.8;
    private static final List<Duration> PER_MEMBER =
            List.of(Duration.ofSeconds(25), Duration.ofSeconds(60), Duration.ofSeconds(90), Duration.ofSeconds(120));

    private SplitBench() {}

    /** @param arguments the folder of the recorded spaces, then the strategy; {@code --seeds=N} changes 25 */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        var options = new Options(arguments);
        var spaces = RecordedSpaces.in(Path.of(options.plain().get(0)));
        var provider = Strategies.installed().named(options.plain().get(1));
        var pool = Executors.newFixedThreadPool(options.threads());
        try {
            var pending = options.seeds().stream()
                    .map(seed -> spaces.stream()
                            .map(space -> pool.submit(() ->
                                    Run.of(provider, space, seed, List.of()).bestMs()))
                            .toList())
                    .toList();
            var bySeed = new ArrayList<List<double[]>>();
            for (var futures : pending) {
                var curves = new ArrayList<double[]>();
                for (var future : futures) {
                    curves.add(future.get());
                }
                bySeed.add(curves);
            }
            printForecasts(bySeed);
            var optimum = spaces.stream().mapToDouble(RecordedSpace::optimumMs).sum();
            printSplits(bySeed, optimum);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void printForecasts(List<List<double[]>> bySeed) {
        System.out.println("trials | expected gain to twice as many | gain");
        for (var n : List.of(10, 20, 40, 80, 100)) {
            var curves = bySeed.stream().flatMap(List::stream).toList();
            var expected = curves.stream()
                    .mapToDouble(best -> curve(best, n).expectedSavingNs(n) / best[n])
                    .average()
                    .orElseThrow();
            var actual = curves.stream()
                    .mapToDouble(best -> 1 - best[2 * n] / best[n])
                    .average()
                    .orElseThrow();
            System.out.println(String.format(Locale.ROOT, "%6d | %.2f %% | %.2f %%", n, 100 * expected, 100 * actual));
        }
    }

    private static void printSplits(List<List<double[]>> bySeed, double optimum) {
        System.out.println("budget per member | even: step over optimum | split: step over optimum | campaigns");
        for (var perMember : PER_MEMBER) {
            var even = new ArrayList<Double>();
            var split = new ArrayList<Double>();
            var campaigns = new ArrayList<Integer>();
            for (var curves : bySeed) {
                even.add(evenStep(curves, perMember) / optimum - 1);
                var simulation = new Simulation(curves, perMember.multipliedBy(curves.size()));
                split.add(simulation.step() / optimum - 1);
                campaigns.add(simulation.campaigns);
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "%17d s | %.2f %% | %.2f %% | %.1f",
                    perMember.toSeconds(),
                    100 * mean(even),
                    100 * mean(split),
                    campaigns.stream().mapToInt(n -> n).average().orElseThrow()));
        }
    }

    private static double evenStep(List<double[]> curves, Duration perMember) {
        return curves.stream()
                .mapToDouble(best -> best[Math.min(best.length - 1, trials(perMember))])
                .sum();
    }

    private static int trials(Duration time) {
        var searching =
                Math.min(SEARCH_PART * time.toMillis(), time.minus(OVERHEAD).toMillis());
        return (int) Math.max(1, searching / TRIAL.toMillis());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    /** Of what was measured; the first entry is before the first measurement. */
    private static LearningCurve curve(double[] best, int trials) {
        return LearningCurve.ofTimes(
                Arrays.stream(best, 1, trials + 1).mapToObj(OptionalDouble::of).toList());
    }

    /** A set that goes on as the rule says. */
    private static final class Simulation {
        private final List<double[]> curves;
        private final int[] done;
        private int campaigns;

        Simulation(List<double[]> curves, Duration budget) {
            this.curves = curves;
            this.done = new int[curves.size()];
            var rule = new BudgetSplit(budget);
            var left = budget;
            for (var next = rule.next(members(), left); next.isPresent(); next = rule.next(members(), left)) {
                var grant = next.get();
                var trials = Math.min(curves.get(0).length - 1 - done[grant.member()], trials(grant.time()));
                done[grant.member()] += trials;
                left = left.minus(OVERHEAD).minus(TRIAL.multipliedBy(trials));
                campaigns++;
            }
        }

        private List<MemberProgress> members() {
            return IntStream.range(0, curves.size()).mapToObj(this::member).toList();
        }

        private MemberProgress member(int index) {
            var best = curves.get(index);
            return done[index] == 0
                    ? MemberProgress.notStarted(1)
                    : new MemberProgress(
                            1, true, done[index] < best.length - 1, curve(best, done[index]), TRIAL, OVERHEAD);
        }

        double step() {
            return IntStream.range(0, curves.size())
                    .mapToDouble(index -> curves.get(index)[done[index]])
                    .sum();
        }
    }
}
