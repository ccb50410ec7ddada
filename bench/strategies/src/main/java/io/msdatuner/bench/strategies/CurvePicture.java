package io.msdatuner.bench.strategies;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws the mean progress over all spaces after n measurements, one line for each strategy, as SVG. */
final class CurvePicture {
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int MARGIN = 50;
    private static final double LOWEST = -0.5;

    private CurvePicture() {}

    /** @param byStrategy the scores of each strategy on all spaces */
    static String draw(List<List<Score>> byStrategy) {
        var lines = IntStream.range(0, byStrategy.size())
                .mapToObj(s -> line(byStrategy.get(s), s))
                .collect(Collectors.joining("\n"));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s
                <text x="%d" y="%d" text-anchor="middle">measurements</text>
                <text x="12" y="20">progress: 0 is random search, 1 the optimum; mean over %d spaces</text>
                %s
                </svg>
                """.formatted(
                WIDTH, HEIGHT, axes(), WIDTH / 2, HEIGHT - 8, byStrategy.get(0).size(), lines);
    }

    private static String axes() {
        var across = IntStream.of(-5, 0, 5, 10)
                .mapToObj(tenth -> format(
                        "<path d=\"M%d,%.1f H%d\" stroke=\"#ccc\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
                        MARGIN, y(tenth / 10.0), WIDTH - MARGIN, MARGIN - 6, y(tenth / 10.0) + 4, tenth / 10.0));
        var down = IntStream.of(1, 50, 100, 150, 200)
                .mapToObj(n -> format(
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x(n), HEIGHT - MARGIN + 18, n));
        return across.collect(Collectors.joining("\n")) + "\n" + down.collect(Collectors.joining("\n"));
    }

    private static String line(List<Score> scores, int place) {
        var points = IntStream.rangeClosed(1, RandomSearch.BUDGET)
                .mapToObj(n -> format("%.1f,%.1f", x(n), y(mean(scores, n))))
                .collect(Collectors.joining(" "));
        var colour = COLOURS.get(place % COLOURS.size());
        return format("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", points, colour)
                + format(
                        "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
                        WIDTH - 150,
                        HEIGHT - 160 + 18 * place,
                        colour,
                        scores.get(0).strategy());
    }

    private static double mean(List<Score> scores, int n) {
        return scores.stream()
                .mapToDouble(score -> score.curve()[n - 1])
                .average()
                .orElseThrow();
    }

    private static double x(int n) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * n / RandomSearch.BUDGET;
    }

    private static double y(double progress) {
        return MARGIN + (HEIGHT - 2.0 * MARGIN) * (1 - Math.max(LOWEST, progress)) / (1 - LOWEST);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
