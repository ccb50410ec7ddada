package io.msdatuner.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.core.kernel.Shape;
import org.junit.jupiter.api.Test;

class ShapeDistanceTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40");
    private static final ShapeDistance USUAL = ShapeDistance.usual();

    @Test
    void isNothingToItselfAndTheSameBothWays() {
        var other = Shape.parse("B=2 Q=900 H=4 C=16 P=8 levels=20x20 dtype=float16 locations=uniform");
        assertThat(USUAL.between(SHAPE, SHAPE)).isZero();
        assertThat(USUAL.between(SHAPE, other)).isPositive().isEqualTo(USUAL.between(other, SHAPE));
    }

    @Test
    void growsWithTheRatioOfSizes() {
        var twice = Shape.parse("B=1 Q=600 H=8 C=32 P=4 levels=80x80,40x40");
        var fourTimes = Shape.parse("B=1 Q=1200 H=8 C=32 P=4 levels=80x80,40x40");
        assertThat(USUAL.between(SHAPE, fourTimes)).isCloseTo(2 * USUAL.between(SHAPE, twice), within(1e-12));
    }

    @Test
    void seesHowManyPointsSharePixelsBesideHowMuchThereIsToDo() {
        var moreQueries = Shape.parse("B=1 Q=1200 H=8 C=32 P=4 levels=80x80,40x40");
        var largerBatch = Shape.parse("B=4 Q=300 H=8 C=32 P=4 levels=80x80,40x40");
        assertThat(USUAL.between(SHAPE, largerBatch)).isLessThan(USUAL.between(SHAPE, moreQueries));
    }

    @Test
    void tellsDtypesAndLocationsApart() {
        assertThat(USUAL.between(SHAPE, Shape.parse(SHAPE.toString().replace("float32", "bfloat16"))))
                .isPositive();
        assertThat(USUAL.between(SHAPE, Shape.parse(SHAPE.toString().replace("local", "border"))))
                .isPositive();
    }
}
