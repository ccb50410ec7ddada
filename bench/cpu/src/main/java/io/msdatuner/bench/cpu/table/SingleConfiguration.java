package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one configuration that does best over all shapes, chosen with hindsight: every shape's winner is timed on every shape,
 * and the one with the smallest geometric mean of its times is taken. Where it is not valid for a shape, the valid
 * configuration closest to it stands for it.
 */
final class SingleConfiguration {
    /** Bounds the scratch of the variants that one request holds open. */
    private static final long SCRATCH_BYTES = 2L << 30;

    private static final int COPIES = 4;

    private final Bench bench;
    private final List<Case> cases;

    SingleConfiguration(Bench bench, List<Case> cases) {
        this.bench = bench;
        this.cases = cases;
    }

    /** Times what is missing, so it may take many calls. */
    Configuration of(Kernel kernel) throws InterruptedException {
        Set<Configuration> winners = new LinkedHashSet<>();
        for (var one : cases) {
            try (var rig = new Rig(bench.data())) {
                winners.add(bench.tuning().winner(rig, kernel, one.shape()));
            }
        }
        for (var one : cases) {
            timeAll(kernel, one, winners);
        }
        return choose(kernel, winners);
    }

    private void timeAll(Kernel kernel, Case one, Set<Configuration> winners) throws InterruptedException {
        try (var rig = new Rig(bench.data())) {
            var known = bench.findings().times(kernel, one.shape()).keySet();
            var missing = new LinkedHashSet<Configuration>();
            winners.forEach(winner -> missing.add(rig.space(kernel, one.shape()).closest(winner)));
            missing.removeAll(known);
            var batch = (int) Math.max(
                    1,
                    Math.min(
                            8,
                            SCRATCH_BYTES / (COPIES * Float.BYTES * one.shape().valueElements())));
            var all = new ArrayList<>(missing);
            for (var from = 0; from < all.size(); from += batch) {
                bench.deadline().check();
                time(rig, kernel, one, all.subList(from, Math.min(from + batch, all.size())));
            }
        }
    }

    private void time(Rig rig, Kernel kernel, Case one, List<Configuration> configurations)
            throws InterruptedException {
        var outcomes = rig.measure(
                configurations.stream()
                        .map(configuration -> new Variant(kernel, one.shape(), Candidate.tuned(configuration)))
                        .toList(),
                MeasurementPolicy.search());
        for (var i = 0; i < outcomes.size(); i++) {
            var medianNs = outcomes.get(i) instanceof Outcome.Measured measured
                    ? measured.median().medianNs()
                    : Double.POSITIVE_INFINITY;
            bench.findings().putTime(kernel, one.shape(), configurations.get(i), medianNs);
        }
    }

    private Configuration choose(Kernel kernel, Set<Configuration> winners) {
        Map<Configuration, List<Double>> times = new LinkedHashMap<>();
        try (var rig = new Rig(bench.data())) {
            for (var winner : winners) {
                times.put(
                        winner,
                        cases.stream()
                                .map(one -> timeOf(winner, rig.space(kernel, one.shape()), kernel, one.shape()))
                                .toList());
            }
        }
        return leastGeometricMean(times)
                .orElseThrow(
                        () -> new BenchTroubleException("no configuration of %s runs on all shapes".formatted(kernel)));
    }

    private double timeOf(Configuration winner, Space space, Kernel kernel, Shape shape) {
        var time = bench.findings().times(kernel, shape).get(space.closest(winner));
        return time == null ? Double.POSITIVE_INFINITY : time;
    }

    /** Empty if every one has an infinite time. */
    static Optional<Configuration> leastGeometricMean(Map<Configuration, List<Double>> times) {
        return times.entrySet().stream()
                .filter(entry -> entry.getValue().stream().noneMatch(time -> time.isInfinite()))
                .min(Comparator.comparingDouble(entry ->
                        entry.getValue().stream().mapToDouble(Math::log).sum()))
                .map(Map.Entry::getKey);
    }
}
