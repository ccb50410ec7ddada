package io.msdatuner.bench.strategies;

import io.msdatuner.core.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints what lookups for shapes without a record are served, shape by shape, each left out in turn. */
public final class NearestShapeBench {
    private NearestShapeBench() {}

    /** @param arguments the file of recorded samples */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: NearestShapeBench FILE");
            System.exit(2);
        }
        List<RecordedSample> samples;
        try (var in = Files.newInputStream(Path.of(arguments[0]))) {
            samples = RecordedSample.read(in);
        }
        for (var kernel : Kernel.values()) {
            var rows = samples.stream()
                    .filter(sample -> sample.kernel() == kernel)
                    .map(sample -> LeaveOneOut.of(sample, samples))
                    .toList();
            System.out.printf(
                    "%n| `%s` left out | best over default | served | at least | regret | at most | by volume |%n",
                    kernel);
            System.out.println("|---|---|---|---|---|---|---|");
            rows.forEach(row -> System.out.println(line(row)));
            System.out.printf(
                    Locale.ROOT,
                    "%nGeometric-mean regret: served %.1f %%, nearest by volume %.1f %%, default %.1f %%. Bounds hold:"
                            + " speed-up %d, regret %d of %d. Served from neighbours: %d; slower than the default: %d, by"
                            + " volume %d.%n",
                    meanRegret(rows, LeaveOneOut::served),
                    meanRegret(rows, LeaveOneOut::byVolume),
                    meanRegret(rows, row -> 0),
                    rows.stream().filter(LeaveOneOut::speedupHolds).count(),
                    rows.stream().filter(LeaveOneOut::regretHolds).count(),
                    rows.size(),
                    rows.stream().filter(LeaveOneOut::isServedFromNeighbours).count(),
                    rows.stream().filter(row -> row.served() > 0).count(),
                    rows.stream().filter(row -> row.byVolume() > 0).count());
        }
    }

    private static String line(LeaveOneOut row) {
        var best = row.shape().best();
        return String.format(
                Locale.ROOT,
                "| `%s` | %.2fx | %s | %.2fx | %.0f %% | %.0f %% | %.2fx |",
                row.shape().workload(),
                LeaveOneOut.speedup(best),
                row.isServedFromNeighbours()
                        ? String.format(Locale.ROOT, "%.2fx", LeaveOneOut.speedup(row.served()))
                        : "default",
                row.forecast().map(forecast -> forecast.leastSpeedup()).orElse(Double.NaN),
                100 * Math.expm1(row.served() - best),
                100 * row.forecast().map(forecast -> forecast.mostRegret()).orElse(Double.NaN),
                LeaveOneOut.speedup(row.byVolume()));
    }

    /** Geometric, in %. */
    static double meanRegret(List<LeaveOneOut> rows, ToDoubleFunction<LeaveOneOut> served) {
        return 100
                * Math.expm1(rows.stream()
                        .mapToDouble(
                                row -> served.applyAsDouble(row) - row.shape().best())
                        .average()
                        .orElseThrow());
    }
}
