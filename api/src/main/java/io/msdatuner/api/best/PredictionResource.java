package io.msdatuner.api.best;

import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.transfer.Forecast;

/**
 * What other shapes let expect of a configuration. The bounds hold in 19 of 20 cases.
 *
 * @param speedup how many times faster than the default it is expected to be
 * @param leastSpeedup how many times faster it is at least
 * @param mostRegret how much slower than the fastest configuration it is at most: 0.1 is 10 %
 * @param nearestShape the nearest of the shapes that were asked
 * @param distance to it, 1 being the mean distance between the known shapes
 * @param campaign and {@code trial}: of the nearest shape's record
 * @param shapes how many were asked
 * @param trials how many measurements of theirs
 */
record PredictionResource(
        double speedup,
        double leastSpeedup,
        double mostRegret,
        String nearestShape,
        double distance,
        long campaign,
        int trial,
        int shapes,
        int trials) {

    /** @param nearest the record of the nearest shape */
    static PredictionResource of(Forecast forecast, TuningRecord nearest) {
        return new PredictionResource(
                forecast.speedup(),
                forecast.leastSpeedup(),
                forecast.mostRegret(),
                forecast.nearest().toString(),
                forecast.distance(),
                nearest.evidence().campaign(),
                nearest.evidence().trial(),
                forecast.shapes(),
                forecast.trials());
    }
}
