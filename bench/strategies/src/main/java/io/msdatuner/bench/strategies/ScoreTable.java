package io.msdatuner.bench.strategies;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Scores as lines of text. */
final class ScoreTable {
    static final String HEADER = format(
            "%-14s %-26s %4s %7s %7s %14s %14s %16s",
            "strategy", "space", "W", "first", "second", "within 5 %", "within 1 %", "CPU ms per ask");

    private ScoreTable() {}

    static String line(Score score) {
        return format(
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

    /** Means over the spaces; of the CPU times the largest. */
    static String summary(List<Score> scores) {
        return format(
                "%-14s %-26s %4s %7.3f %7.3f %7.1f (%3.0f%%) %7.1f (%3.0f%%) %7.2f to %6.1f",
                scores.get(0).strategy(),
                "mean (CPU: largest)",
                "",
                mean(scores, Score::first),
                mean(scores, Score::second),
                mean(scores, Score::toWithin5),
                100 * mean(scores, Score::share5),
                mean(scores, Score::toWithin1),
                100 * mean(scores, Score::share1),
                scores.stream().mapToDouble(Score::cpuMedianMs).max().orElseThrow(),
                scores.stream().mapToDouble(Score::cpuWorstMs).max().orElseThrow());
    }

    private static double mean(List<Score> scores, ToDoubleFunction<Score> value) {
        return scores.stream().mapToDouble(value).average().orElseThrow();
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
