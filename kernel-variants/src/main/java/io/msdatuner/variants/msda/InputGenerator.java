package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.Shape;
import java.util.SplittableRandom;

/**
 * Makes the inputs of a shape from a seed: the same bits on every machine. Locations follow the shape's distribution, a
 * few of them are the awkward ones ({@link AwkwardLocations}), and all others keep 1 % of a pixel from integer positions,
 * where the gradient of a location jumps and no tolerance can hold.
 */
public final class InputGenerator {
    private static final double INTEGER_DISTANCE = 0.01;
    private static final long CAMPAIGN_SEED = 20_250_520;

    private final Shape shape;
    private final SplittableRandom random;

    public InputGenerator(Shape shape, long seed) {
        this.shape = shape;
        this.random = new SplittableRandom(seed);
    }

    /** The inputs that all campaigns measure a shape on, so that their times can be compared. */
    public static InputGenerator ofCampaigns(Shape shape) {
        return new InputGenerator(shape, CAMPAIGN_SEED);
    }

    public MsdaInputs generate() {
        var value = stored(uniform(Math.toIntExact(shape.valueElements())));
        var gradOutput = stored(uniform(Math.toIntExact(shape.outputElements())));
        var locations = locations();
        AwkwardLocations.place(shape, locations);
        return new MsdaInputs(shape, value, locations, weights(), gradOutput);
    }

    /** What a device gets is what the reference computes with: rounding an input is no variant's error. */
    private float[] stored(float[] values) {
        return StoredFloats.rounded(values, shape.dtype());
    }

    /** Uniform in [-1, 1). */
    private float[] uniform(int length) {
        var array = new float[length];
        for (var i = 0; i < length; i++) {
            array[i] = random.nextInt() * 0x1p-31f;
        }
        return array;
    }

    /** A softmax of normal scores over the points of each query and head, as a model's attention gives. */
    private float[] weights() {
        var weights = new float[Math.toIntExact(shape.pointCount())];
        var points = shape.levelCount() * shape.points();
        var scores = new double[points];
        for (var first = 0; first < weights.length; first += points) {
            var sum = 0.0;
            for (var i = 0; i < points; i++) {
                scores[i] = Math.exp(random.nextGaussian());
                sum += scores[i];
            }
            for (var i = 0; i < points; i++) {
                weights[first + i] = (float) (scores[i] / sum);
            }
        }
        return weights;
    }

    private float[] locations() {
        var locations = new float[Math.toIntExact(2 * shape.pointCount())];
        var sampler = new LocationSampler(shape, random);
        var next = 0;
        for (var batch = 0; batch < shape.batch(); batch++) {
            for (var query = 0; query < shape.queries(); query++) {
                sampler.moveTo(query);
                for (var head = 0; head < shape.heads(); head++) {
                    for (var level : shape.levels()) {
                        for (var point = 0; point < shape.points(); point++) {
                            sampler.next(level);
                            locations[next++] = offInteger(sampler.u(), level.width());
                            locations[next++] = offInteger(sampler.v(), level.height());
                        }
                    }
                }
            }
        }
        return locations;
    }

    private static float offInteger(double u, int size) {
        var x = u * size - 0.5;
        var distance = x - Math.rint(x);
        if (Math.abs(distance) < INTEGER_DISTANCE) {
            x = Math.rint(x) + (distance < 0 ? -2 : 2) * INTEGER_DISTANCE;
        }
        return (float) ((x + 0.5) / size);
    }
}
