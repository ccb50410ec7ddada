package io.msdatuner.core.transfer;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rankings side by side: shapes and configurations are numbered from 0 in the order of their text, so that the same trials
 * give the same numbers everywhere. NaN stands for what was not measured.
 */
final class RankingTable {
    /** Natural logarithm of a slow-down from which all are just slow. */
    static final double SLOW = 0.5;

    private final List<Shape> shapes;
    private final List<Configuration> configurations;
    private final double[][] logRatios;
    private final double[] fastest;

    /** @param rankings of different shapes; those without a configuration are left out */
    RankingTable(List<ShapeRanking> rankings) {
        var known = rankings.stream()
                .filter(ranking -> !ranking.logRatios().isEmpty())
                .sorted(Comparator.comparing(ranking -> ranking.shape().toString()))
                .toList();
        this.shapes = known.stream().map(ShapeRanking::shape).toList();
        var texts = new HashMap<Configuration, String>();
        known.forEach(ranking -> ranking.logRatios()
                .keySet()
                .forEach(configuration -> texts.computeIfAbsent(configuration, Configuration::toString)));
        this.configurations = texts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        var numbers = new HashMap<Configuration, Integer>();
        configurations.forEach(configuration -> numbers.put(configuration, numbers.size()));
        this.logRatios = known.stream().map(ranking -> row(ranking, numbers)).toArray(double[][]::new);
        this.fastest = Arrays.stream(logRatios)
                .mapToDouble(
                        row -> Arrays.stream(row).filter(Double::isFinite).min().orElseThrow())
                .toArray();
    }

    private static double[] row(ShapeRanking ranking, Map<Configuration, Integer> numbers) {
        var row = new double[numbers.size()];
        Arrays.fill(row, Double.NaN);
        ranking.logRatios()
                .forEach((configuration, ratio) -> row[Objects.requireNonNull(numbers.get(configuration))] = ratio);
        return row;
    }

    int shapeCount() {
        return shapes.size();
    }

    Shape shape(int number) {
        return shapes.get(number);
    }

    int configurationCount() {
        return configurations.size();
    }

    Configuration configuration(int number) {
        return configurations.get(number);
    }

    boolean isMeasured(int shape, int configuration) {
        return !Double.isNaN(logRatios[shape][configuration]);
    }

    /** Natural logarithm of the time over the default's. */
    double logRatio(int shape, int configuration) {
        return logRatios[shape][configuration];
    }

    /** Natural logarithm of the time over that of the fastest one. */
    double logRegret(int shape, int configuration) {
        return logRatios[shape][configuration] - fastest[shape];
    }

    /** The same, but not more than {@link #SLOW}. */
    double slowness(int shape, int configuration) {
        return Math.min(SLOW, logRegret(shape, configuration));
    }

    /** How many configurations were measured for a shape. */
    int measurements(int shape) {
        return (int) Arrays.stream(logRatios[shape]).filter(Double::isFinite).count();
    }
}
