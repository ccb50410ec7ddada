package io.msdatuner.bench.cpu.campaign;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.InMemoryTuningStore;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.strategies.Strategies;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The same campaign twice: as campaigns measure, and with every trial measured as finals are. Then twice again with all that it
 * builds built before, which is what a device with a compiler of its own has. At the end all winners side by side.
 */
final class Throughput {
    private static final String STRATEGY = "evolutionary";
    private static final int SKIPPED = 6;

    private final Path data;
    private final int trials;

    Throughput(Path data, int trials) {
        this.data = data;
        this.trials = trials;
    }

    static void printHead() {
        System.out.println(
                "| kernel and shape | measured | artifacts | trials an hour | measuring | building | neither | winner |");
        System.out.println("|---|---|---|---|---|---|---|---|");
    }

    void measure(Kernel kernel, String workload, Shape shape) throws InterruptedException {
        var subject = kernel + " `" + workload + "`";
        try (var racing = new Rig(data.resolve("racing-" + kernel + workload));
                var full = new Rig(data.resolve("full-" + kernel + workload))) {
            var runs = Stream.of(racing, full, racing, full)
                    .map(rig -> new Case(rig, rig == full))
                    .toList();
            var winners = new Configuration[runs.size()];
            var shares = new Timeline.Shares[runs.size()];
            for (var i = 0; i < winners.length; i++) {
                var timeline = new Timeline();
                winners[i] = campaign(runs.get(i), timeline, kernel, shape);
                shares[i] = timeline.shares(SKIPPED);
            }
            var times = times(racing, kernel, shape, List.of(winners));
            for (var i = 0; i < winners.length; i++) {
                print(subject, runs.get(i).fully(), i > 1, shares[i], times[i]);
            }
        }
    }

    private record Case(Rig rig, boolean fully) {}

    private Configuration campaign(Case run, Timeline timeline, Kernel kernel, Shape shape)
            throws InterruptedException {
        var rig = run.rig();
        var problem = new SearchProblem(rig.space(kernel, shape), 0, OptionalInt.of(trials));
        var strategy = Strategies.installed().named(STRATEGY).create(problem);
        return new Campaigns(rig, kernel, shape, new InMemoryTuningStore(Clock.systemUTC()))
                .run(
                        rig.backend().sourceDigest(kernel),
                        Budget.ofTrials(trials),
                        strategy,
                        timeline.noting(rig.builder()),
                        timeline.noting(rig.worker(kernel), run.fully()));
    }

    private static double[] times(Rig rig, Kernel kernel, Shape shape, List<Configuration> winners)
            throws InterruptedException {
        var variants = winners.stream()
                .map(winner -> new Variant(kernel, shape, Candidate.tuned(winner)))
                .toList();
        return rig.measure(variants, MeasurementPolicy.deciding()).stream()
                .mapToDouble(outcome -> ((Outcome.Measured) outcome).median().medianNs())
                .toArray();
    }

    private void print(String subject, boolean fully, boolean built, Timeline.Shares shares, double winnerNs) {
        var hour = 3600e9 * (trials - SKIPPED) / shares.wallNs();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.0f | %.0f %% | %.0f %% | %.1f %% | %.1f us |%n",
                subject,
                fully ? "each in full" : "as campaigns do",
                built ? "built before" : "built",
                hour,
                100 * shares.measuring(),
                100 * shares.building(),
                100 * shares.neither(),
                winnerNs / 1e3);
    }
}
