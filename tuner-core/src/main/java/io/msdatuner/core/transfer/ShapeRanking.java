package io.msdatuner.core.transfer;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Purpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the configurations that were measured for a shape compare with its default.
 *
 * @param logRatios natural logarithms of time over the default's time; the default itself has 0
 */
public record ShapeRanking(Shape shape, Map<Configuration, Double> logRatios) {
    public ShapeRanking {
        logRatios = Map.copyOf(logRatios);
    }

    /**
     * Each trial is compared with the default of its own campaign and stage, finals with finals, because a machine drifts.
     * Of a configuration that was measured several times the last final counts, else the last trial.
     *
     * @param times all trials of one shape by campaign and number
     * @param wish only configurations that grant it are kept
     */
    public static ShapeRanking of(Shape shape, List<TrialTime> times, DeterminismWish wish) {
        var defaults = new HashMap<Stage, Double>();
        times.stream().filter(TrialTime::isDefault).forEach(time -> defaults.put(Stage.of(time), time.medianNs()));
        var searched = new HashMap<Configuration, Double>();
        var decided = new HashMap<Configuration, Double>();
        for (var time : times) {
            var stage = Stage.of(time);
            var usual = defaults.get(stage);
            if (usual != null && wish.accepts(time.determinism())) {
                (stage.isFinal() ? decided : searched)
                        .put(time.configuration(), StrictMath.log(time.medianNs() / usual));
            }
        }
        searched.putAll(decided);
        return new ShapeRanking(shape, searched);
    }

    /** What was measured closely enough in time to be compared. */
    private record Stage(long campaign, boolean isFinal) {
        static Stage of(TrialTime time) {
            return new Stage(time.campaign(), time.purpose() == Purpose.FINAL);
        }
    }
}
