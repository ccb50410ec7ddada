package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Space;
import java.util.ArrayList;
import java.util.List;

/** What a Gaussian process over the trials of one problem expects of any configuration, in logarithms of time. */
final class Regression {
    /** Samples that it is conditioned on. */
    private static final int MOST_SAMPLES = 64;

    private final Space space;
    private final List<Axis> axes;
    private final Correlation correlation;
    private final List<short[]> inputs = new ArrayList<>();
    private final double mean;
    private final double[] weights;

    /** @param measured at least one */
    Regression(Space space, List<Axis> axes, double logLength, List<Committee.Sample> measured) {
        this.space = space;
        this.axes = axes;
        var targets = new Targets(measured, index -> 0);
        this.correlation = new Correlation(axes, targets.hyper(axes, logLength, List.of()));
        var posterior = new Posterior(new Pool(space, axes, new long[0]), correlation, Posterior.USUAL_VARIANCE);
        for (var sample : Committee.thin(measured, MOST_SAMPLES)) {
            var input = Axis.encode(axes, sample.positions());
            inputs.add(input);
            posterior.add(input, new float[0], targets.of(sample), targets.noise(sample));
        }
        this.mean = posterior.processMean();
        this.weights = posterior.weights();
    }

    double[] hyper() {
        return correlation.hyper();
    }

    double at(long index) {
        var at = Axis.encode(axes, space.positionsAt(index));
        var expected = mean;
        for (var i = 0; i < weights.length; i++) {
            expected += weights[i] * correlation.of(at, inputs.get(i));
        }
        return expected;
    }
}
