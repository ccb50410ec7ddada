package io.msdatuner.strategies.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

/** Checks the fast forms against the plain formulas, on 12 samples that seed 1 draws. */
class GaussianProcessTest {
    private static final int SAMPLES = 12;

    private final Space space = new Space(
            List.of(
                    Parameter.compileTime("tile", 1, 2, 4, 8),
                    Parameter.compileTime("width", 16, 32, 48, 64),
                    Parameter.compileTime("layout", "a", "b", "c")),
            List.of());
    private final List<Axis> axes = Axis.of(space, Axis.View.PRODUCTS);
    private final Pool pool =
            new Pool(space, axes, LongStream.range(0, space.size()).toArray());
    private final List<short[]> inputs = new ArrayList<>();
    private final double[] targets = new double[SAMPLES];
    private final double[] noises = new double[SAMPLES];
    private final double[] hyper;

    GaussianProcessTest() {
        var random = new SplittableRandom(1);
        for (var i = 0; i < SAMPLES; i++) {
            inputs.add(Axis.encode(axes, space.positionsAt(random.nextLong(space.size()))));
            targets[i] = random.nextDouble();
            noises[i] = i % 3 == 0 ? random.nextDouble() : 0;
        }
        hyper = random.doubles(2L * axes.size() + 1, -2, 0).toArray();
    }

    @Test
    void seesParametersAlignmentAndProducts() {
        assertThat(axes).hasSize(5);
        assertThat(axes).filteredOn(Axis::isDerived).hasSize(2);
        assertThat(axes.get(2).distance(0, 2)).isEqualTo(1);
        assertThat(axes.get(2).distance(0, 1)).isEqualTo(1);
        assertThat(axes.get(0).distance(0, 3)).isEqualTo(1);
    }

    @Test
    void hasTheGradientOfItsValue() {
        var likelihood = new Likelihood(axes, inputs, targets, noises, new Prior(axes, -0.3, List.of()));
        var gradient = likelihood.at(hyper).gradient();
        var step = 1e-5;
        for (var h = 0; h < hyper.length; h++) {
            var up = hyper.clone();
            var down = hyper.clone();
            up[h] += step;
            down[h] -= step;
            var slope = (likelihood.at(up).value() - likelihood.at(down).value()) / (2 * step);
            assertThat(gradient[h]).isCloseTo(slope, within(1e-4));
        }
    }

    @Test
    void climbs() {
        var likelihood = new Likelihood(axes, inputs, targets, noises, new Prior(axes, -0.3, List.of()));

        assertThat(likelihood.at(Ascent.climb(likelihood, hyper, 20)).value())
                .isGreaterThan(likelihood.at(hyper).value() + 1);
    }

    @Test
    void predictsWhatThePlainFormulaPredicts() {
        var correlation = new Correlation(axes, hyper);
        var posterior = new Posterior(pool, correlation, 1);
        for (var i = 0; i < SAMPLES; i++) {
            posterior.add(inputs.get(i), correlation.row(inputs.get(i), pool), targets[i], noises[i]);
        }
        var inverse = new LUDecomposition(matrix(correlation)).getSolver().getInverse();
        var ones = new ArrayRealVector(SAMPLES, 1.0);
        var y = new ArrayRealVector(targets);
        var mean = inverse.operate(y).dotProduct(ones) / inverse.operate(ones).dotProduct(ones);
        var weights = new ArrayRealVector(posterior.weights());
        var explained = posterior.explainedWith(List.of());
        var doubt = posterior.doubtOfMean();
        var certainty = inverse.operate(ones).dotProduct(ones);
        for (var place = 0; place < pool.size(); place++) {
            var k = correlations(correlation, place);
            var expected =
                    mean + inverse.operate(y.subtract(ones.mapMultiply(mean))).dotProduct(k);
            assertThat((double) posterior.mean()[place]).isCloseTo(expected, within(1e-4));
            assertThat(mean + weights.dotProduct(k)).isCloseTo(expected, within(1e-9));
            assertThat((double) explained[place]).isCloseTo(inverse.operate(k).dotProduct(k), within(1e-4));
            var left = 1 - inverse.operate(ones).dotProduct(k);
            assertThat((double) doubt[place]).isCloseTo(left * left / certainty, within(1e-4));
        }
    }

    @Test
    void isSurerAroundWhatIsPendingAndForgetsItAfterwards() {
        var correlation = new Correlation(axes, hyper);
        var posterior = new Posterior(pool, correlation, 1);
        posterior.add(inputs.get(0), correlation.row(inputs.get(0), pool), targets[0], 0);
        var before = posterior.explainedWith(List.of()).clone();
        var pending = Axis.encode(axes, space.positionsAt(40));

        assertThat(posterior.explainedWith(List.of(pending))[40]).isGreaterThan(before[40]);
        assertThat(posterior.explainedWith(List.of())).isEqualTo(before);
        assertThat(posterior.size()).isEqualTo(1);
    }

    /** The same times at 0, 20 and 47; only how far that of 20 is told to be certain differs. */
    @Test
    void expectsMoreImprovementOnATimeThatIsUncertain() {
        var certain = worthWithVarianceOfFastest(0);
        var uncertain = worthWithVarianceOfFastest(0.04);

        assertThat(IntStream.range(1, 47).filter(place -> place != 20))
                .allMatch(place -> uncertain[place] > certain[place]);
    }

    private double[] worthWithVarianceOfFastest(double variance) {
        var samples = List.of(sample(0, 1.0, 0), sample(20, 0.5, variance), sample(47, 2.0, 0));
        var nothing = new Expectation(space, axes, -0.3, List.of());
        return Surrogate.learn(pool, -0.3, nothing, samples, SAMPLES).worth(List.of());
    }

    private Committee.Sample sample(long index, double logTime, double variance) {
        return new Committee.Sample(index, space.positionsAt(index), logTime, variance);
    }

    private RealMatrix matrix(Correlation correlation) {
        var matrix = MatrixUtils.createRealMatrix(SAMPLES, SAMPLES);
        for (var i = 0; i < SAMPLES; i++) {
            for (var j = 0; j < SAMPLES; j++) {
                var noise = i == j ? correlation.noise() + noises[i] : 0;
                matrix.setEntry(i, j, correlation.of(inputs.get(i), inputs.get(j)) + noise);
            }
        }
        return matrix;
    }

    private RealVector correlations(Correlation correlation, int place) {
        var at = Axis.encode(axes, space.positionsAt(pool.indexAt(place)));
        return new ArrayRealVector(
                inputs.stream().mapToDouble(input -> correlation.of(at, input)).toArray());
    }
}
