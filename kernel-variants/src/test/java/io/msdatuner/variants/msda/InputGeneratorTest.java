package io.msdatuner.variants.msda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.core.kernel.LocationDistribution;
import io.msdatuner.core.kernel.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InputGeneratorTest {
    @Test
    void makesTheSameInputsFromTheSameSeedOnly() {
        var shape = Shape.parse("B=1 Q=20 H=2 C=4 P=2 levels=5x7,2x3");
        var first = new InputGenerator(shape, 7).generate();
        assertThat(new InputGenerator(shape, 7).generate().locations()).isEqualTo(first.locations());
        assertThat(new InputGenerator(shape, 7).generate().value()).isEqualTo(first.value());
        assertThat(new InputGenerator(shape, 8).generate().locations()).isNotEqualTo(first.locations());
    }

    @Test
    void givesWeightsThatAddUpToOneForEachQueryAndHead() {
        var inputs = new InputGenerator(Shape.parse("B=1 Q=20 H=2 C=4 P=2 levels=5x7,2x3"), 1).generate();
        for (var row = 0; row < 40; row++) {
            var first = 4 * row;
            var sum = IntStream.range(first, first + 4)
                    .mapToDouble(i -> inputs.weights()[i])
                    .sum();
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(LocationDistribution.class)
    void keepsLocationsAwayFromIntegerPositionsExceptTheAwkwardOnes(LocationDistribution distribution) {
        var shape = Shape.parse("B=1 Q=500 H=2 C=1 P=4 levels=40x64 locations=" + distribution);
        var locations = new InputGenerator(shape, 3).generate().locations();
        var near = IntStream.range(0, locations.length)
                .filter(i -> {
                    var x = locations[i] * (double) (i % 2 == 0 ? 64 : 40) - 0.5;
                    return Math.abs(x - Math.rint(x)) < 0.009;
                })
                .count();
        assertThat(near).isLessThanOrEqualTo(2L * AwkwardLocations.MOST);
    }

    @Test
    void placesEveryKindOfAwkwardLocation() {
        var locations = new InputGenerator(Shape.parse("B=1 Q=100 H=2 C=1 P=4 levels=4x4,2x2"), 3)
                .generate()
                .locations();
        var seen = IntStream.range(0, locations.length)
                .mapToObj(i -> locations[i])
                .filter(u -> !(u > 0 && u < 1))
                .distinct()
                .toList();
        assertThat(seen).contains(0f, 1f, -3f, 4f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f);
    }

    @Test
    void followsTheQuerysPixelInAnEncoder() {
        var shape = Shape.parse("B=1 Q=4096 H=1 C=1 P=8 levels=64x64");
        var locations = new InputGenerator(shape, 5).generate().locations();
        var farAway = 0;
        for (var query = 0; query < 4096; query++) {
            var u = locations[16 * query + 2];
            farAway += Math.abs(u - (query % 64 + 0.5) / 64) > 6 * 3.0 / 64 ? 1 : 0;
        }
        assertThat(farAway).isLessThanOrEqualTo(AwkwardLocations.MOST);
    }
}
