package io.msdatuner.bench.strategies;

import io.msdatuner.core.transfer.Forecast;
import io.msdatuner.core.transfer.Transfer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a lookup for a shape is served if all other shapes of the kernel are known, beside the truth and beside what a simpler
 * rule serves. Only what was measured for the shape can be served, so that the truth is known.
 *
 * @param forecast empty if nothing was known
 * @param served natural logarithm of the time of what is served over the default's: 0 for the default
 * @param byVolume the same of the fastest configuration of the shape that is nearest in bytes
 */
record LeaveOneOut(RecordedSample shape, Optional<Forecast> forecast, double served, double byVolume) {

    static LeaveOneOut of(RecordedSample left, List<RecordedSample> all) {
        var others = all.stream()
                .filter(other ->
                        other.kernel() == left.kernel() && !other.shape().equals(left.shape()))
                .toList();
        var forecast = Transfer.of(others.stream().map(RecordedSample::ranking).toList())
                .forecast(left.shape(), left.logRatios()::containsKey);
        var served = forecast.filter(Forecast::isSafe)
                .map(safe -> left.logRatio(safe.configuration()))
                .orElse(0.0);
        return new LeaveOneOut(left, forecast, served, byVolume(left, others));
    }

    private static double byVolume(RecordedSample left, List<RecordedSample> others) {
        return others.stream()
                .sorted(Comparator.comparingDouble(other ->
                        Math.abs(StrictMath.log((double) other.shape().bytes(other.kernel())
                                / left.shape().bytes(left.kernel())))))
                .flatMap(other -> other.logRatios().entrySet().stream().sorted(Map.Entry.comparingByValue()))
                .map(Map.Entry::getKey)
                .filter(left.logRatios()::containsKey)
                .map(left::logRatio)
                .findFirst()
                .orElse(0.0);
    }

    boolean isServedFromNeighbours() {
        return forecast.filter(Forecast::isSafe).isPresent();
    }

    /** What was promised of the configuration that would be served, whether it was or not. */
    boolean speedupHolds() {
        return forecast.map(made -> speedup(shape.logRatio(made.configuration())) >= made.leastSpeedup())
                .orElse(true);
    }

    boolean regretHolds() {
        return forecast.map(
                        made -> Math.expm1(shape.logRatio(made.configuration()) - shape.best()) <= made.mostRegret())
                .orElse(true);
    }

    static double speedup(double logRatio) {
        return Math.exp(-logRatio);
    }
}
