package io.msdatuner.core.transfer;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.transfer.Calibration.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Expects of a shape what was measured for others: by how much each configuration is slower than the fastest one, averaged
 * over the nearest shapes with weights that fall with a learnt distance, as in kernel regression (Nadaraya, Theory of
 * Probability and its Applications 9(1), 1964, doi:10.1137/1109020). How far that can be trusted is learnt by leaving out one
 * known shape after the other. Immutable; the same trials give the same forecasts on every machine.
 */
public final class Transfer {
    private static final int NONE = -1;

    private final RankingTable table;
    private final ShapeDistance distance;
    private final double meanDistance;
    private final double farthestTried;
    private final Calibration calibration;

    private Transfer(RankingTable table) {
        this.table = table;
        this.distance = DistanceLearning.learn(table);
        this.meanDistance = meanDistance();
        var lessons = new ArrayList<Lesson>();
        var farthest = 0.0;
        for (var left = 0; left < table.shapeCount() && table.shapeCount() > 1; left++) {
            var neighbours = neighbours(table.shape(left), left);
            farthest = Math.max(farthest, neighbours.nearestDistance());
            lesson(left, neighbours).ifPresent(lessons::add);
        }
        this.farthestTried = farthest;
        this.calibration = new Calibration(lessons);
    }

    /** @param rankings of different shapes */
    public static Transfer of(List<ShapeRanking> rankings) {
        return new Transfer(new RankingTable(rankings));
    }

    /**
     * The configuration that is expected to be the fastest of those that are valid; empty if none is known.
     *
     * @param valid for the asked shape
     */
    public Optional<Forecast> forecast(Shape asked, Predicate<Configuration> valid) {
        if (table.shapeCount() == 0) {
            return Optional.empty();
        }
        var neighbours = neighbours(asked, NONE);
        return neighbours.best(choice -> valid.test(table.configuration(choice))).stream()
                .mapToObj(choice -> forecast(neighbours, choice))
                .findFirst();
    }

    private Forecast forecast(Neighbours neighbours, int choice) {
        var logRatio = neighbours.logRatio(choice);
        var stretch = farthestTried > 0 ? Math.max(1, neighbours.nearestDistance() / farthestTried) : 1;
        return new Forecast(
                table.configuration(choice),
                StrictMath.exp(-logRatio),
                StrictMath.exp(-calibration.mostLogRatio(logRatio, stretch)),
                StrictMath.expm1(calibration.mostLogRegret(stretch)),
                table.shape(neighbours.nearest()),
                neighbours.nearestDistance(),
                neighbours.count(),
                neighbours.measurements());
    }

    private Optional<Lesson> lesson(int left, Neighbours neighbours) {
        return neighbours.best(choice -> table.isMeasured(left, choice)).stream()
                .mapToObj(choice -> new Lesson(
                        neighbours.logRatio(choice), table.logRatio(left, choice), table.logRegret(left, choice)))
                .findFirst();
    }

    private Neighbours neighbours(Shape asked, int left) {
        return new Neighbours(
                table,
                shape -> distance.between(table.shape(shape), asked) / meanDistance,
                IntStream.range(0, table.shapeCount()).filter(shape -> shape != left));
    }

    /** Between the known shapes; 1 if there is none. */
    private double meanDistance() {
        var mean = IntStream.range(0, table.shapeCount())
                .boxed()
                .flatMapToDouble(one -> IntStream.range(0, one)
                        .mapToDouble(other -> distance.between(table.shape(one), table.shape(other))))
                .average()
                .orElse(1);
        return mean > 0 ? mean : 1;
    }
}
