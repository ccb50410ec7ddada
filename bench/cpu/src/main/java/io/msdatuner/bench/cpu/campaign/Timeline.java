package io.msdatuner.bench.cpu.campaign;

import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** When builds and measurements took place. Safe for use by several threads. */
final class Timeline {
    private final List<Span> builds = new ArrayList<>();
    private final List<Span> runs = new ArrayList<>();

    /** From one moment of {@link System#nanoTime} to another. */
    record Span(long from, long to) {}

    VariantBuilder noting(VariantBuilder builder) {
        return new VariantBuilder() {
            @Override
            public BuildResult build(Variant variant) throws InterruptedException {
                var from = System.nanoTime();
                try {
                    return builder.build(variant);
                } finally {
                    note(builds, from);
                }
            }
        };
    }

    /** @param fully whether each variant is measured as finals are, whatever the campaign asks for */
    VariantRunner noting(VariantRunner runner, boolean fully) {
        return new VariantRunner() {
            @Override
            public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
                    throws InterruptedException {
                var from = System.nanoTime();
                try {
                    return fully && policy.equals(MeasurementPolicy.search())
                            ? runner.run(variant, MeasurementPolicy.deciding(), OptionalDouble.empty())
                            : runner.run(variant, policy, incumbentNs);
                } finally {
                    note(runs, from);
                }
            }

            @Override
            public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy)
                    throws InterruptedException {
                return runner.compare(variants, policy);
            }

            @Override
            public void startAfresh() {
                runner.startAfresh();
            }

            @Override
            public void recover() {
                runner.recover();
            }

            @Override
            public void close() {}
        };
    }

    private synchronized void note(List<Span> spans, long from) {
        spans.add(new Span(from, System.nanoTime()));
    }

    /** The first measurement that is counted: the baselines and the first batch come before the steady state. */
    synchronized Shares shares(int skipped) {
        var from = runs.get(Math.min(skipped, runs.size() - 1)).from();
        var to = runs.get(runs.size() - 1).to();
        var measuring = covered(runs, from, to);
        var all = new ArrayList<>(runs);
        all.addAll(builds);
        return new Shares(to - from, measuring, covered(all, from, to) - measuring);
    }

    /** @param buildingNs while nothing was measured */
    record Shares(long wallNs, long measuringNs, long buildingNs) {
        double measuring() {
            return (double) measuringNs / wallNs;
        }

        double building() {
            return (double) buildingNs / wallNs;
        }

        double neither() {
            return 1 - measuring() - building();
        }
    }

    private static long covered(List<Span> spans, long from, long to) {
        var sorted = new ArrayList<>(spans);
        sorted.sort((one, other) -> Long.compare(one.from(), other.from()));
        var sum = 0L;
        var end = from;
        for (var span : sorted) {
            var begin = Math.max(end, span.from());
            var stop = Math.min(to, span.to());
            if (stop > begin) {
                sum += stop - begin;
                end = stop;
            }
        }
        return sum;
    }
}
