package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.kernel.Kernel;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The rows of Markdown, and what the parts say as a whole. */
final class Table {
    private static final String HEADER = """
            | part | what | rival | caches | rival ms | tuned ms | ratio |
            |---|---|---|---|---|---|---|""";

    private final List<Comparison> comparisons;

    Table(List<Comparison> comparisons) {
        this.comparisons = comparisons;
    }

    void print(PrintStream out) {
        Arrays.stream(Part.values()).forEach(part -> out.printf("- %s: %s%n", part.id(), part.explanation()));
        out.printf("%nMedians with 95 %% intervals.%n%n%s%n", HEADER);
        comparisons.forEach(comparison -> out.println(comparison.row()));
        out.println();
        for (var part : List.of(Part.C, Part.D)) {
            printMean(out, part, Kernel.MSDA_FORWARD);
            printMean(out, part, Kernel.MSDA_BACKWARD);
        }
    }

    private void printMean(PrintStream out, Part part, Kernel kernel) {
        var ratios = comparisons.stream()
                .filter(one -> one.part() == part && one.subject().endsWith(" " + Timings.word(kernel)))
                .mapToDouble(Comparison::ratio)
                .toArray();
        if (ratios.length > 0) {
            out.printf(
                    Locale.ROOT,
                    "part %s, %s: geometric mean of %d ratios %.2fx%n",
                    part.id(),
                    Timings.word(kernel),
                    ratios.length,
                    geometricMean(ratios));
        }
    }

    static double geometricMean(double... ratios) {
        return Math.exp(Arrays.stream(ratios).map(Math::log).average().orElseThrow());
    }
}
