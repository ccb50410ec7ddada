package io.msdatuner.core.space;

import static io.msdatuner.core.testkit.Spaces.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.testkit.Spaces;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hipparchus.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceTest {
    private static final Object[] TEN = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countsAndIndexesExactlyTheValidConfigurations(long seed) {
        var random = RandomSpaces.draw(seed);
        var valid = random.valid();
        if (valid.isEmpty()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Space(random.parameters(), random.constraints()))
                    .withMessageContaining("no valid configuration");
            return;
        }
        var space = new Space(random.parameters(), random.constraints());

        assertThat(space.size()).isEqualTo(valid.size());
        assertThat(LongStream.range(0, space.size()).mapToObj(space::at)).containsExactlyInAnyOrderElementsOf(valid);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheIndexOfEveryConfiguration(long seed) {
        RandomSpaces.draw(seed).space().ifPresent(space -> {
            for (var index = 0L; index < space.size(); index++) {
                assertThat(space.indexOf(space.at(index))).isEqualTo(index);
                assertThat(space.require(space.at(index))).isEqualTo(space.at(index));
            }
        });
    }

    @Test
    void countsTheExampleSpaces() {
        assertThat(Spaces.single().size()).isEqualTo(1);
        assertThat(Spaces.independent().size()).isEqualTo(12);
        assertThat(Spaces.constrained().size()).isEqualTo(26);
        assertThat(Spaces.conditional().size()).isEqualTo(8);
        assertThat(Spaces.large().size()).isEqualTo(10_000_000);
    }

    @Test
    void refusesAnIndexOutsideTheSpace() {
        var space = Spaces.constrained();

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> space.at(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> space.at(space.size()));
    }

    @Test
    void containsNothingThatIsNotValid() {
        var space = Spaces.constrained();

        assertThat(space.contains(configuration("tile", 4, "unroll", 4, "threads", 1)))
                .isTrue();
        assertThat(space.indexOf(configuration("tile", 8, "unroll", 4, "threads", 1)))
                .isEqualTo(-1);
        assertThat(space.indexOf(configuration("tile", 3, "unroll", 4, "threads", 1)))
                .isEqualTo(-1);
        assertThat(space.indexOf(configuration("tile", 4, "unroll", 4))).isEqualTo(-1);
        assertThat(space.indexOf(configuration("tile", 4, "unroll", 4, "threads", 1, "x", 1)))
                .isEqualTo(-1);
        assertThat(space.contains(Configuration.empty())).isFalse();
    }

    /** Chi-square over all cells at level 1e-4 for each of three spaces with seed 11: false alarms below 1 in 3000. */
    @Test
    void drawsEveryConfigurationWithTheSameProbability() {
        for (var space : List.of(Spaces.constrained(), Spaces.conditional(), Spaces.independent())) {
            var random = new Random(11);
            var observed = new long[(int) space.size()];
            for (var draw = 0; draw < 200 * observed.length; draw++) {
                observed[(int) space.indexOf(space.random(random))]++;
            }
            var expected = new double[observed.length];
            Arrays.fill(expected, 200);

            assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isGreaterThan(1e-4);
        }
    }

    @Test
    void saysWhichParameterOrConstraintIsBroken() {
        var space = Spaces.constrained();

        assertThatThrownBy(() -> space.require(configuration("tile", 3, "unroll", 4, "threads", 1)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContainingAll("configuration.tile", "'3'", "[1, 2, 4, 8]");
        assertThatThrownBy(() -> space.require(configuration("tile", 8, "unroll", 4, "threads", 1)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContainingAll("'threads=1 tile=8 unroll=4'", "a tile times its unrolling fits 16 registers");
        assertThatThrownBy(() -> space.require(configuration("tile", 8, "unrol", 1)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContainingAll("unrol", "exactly the parameters [tile, unroll, threads]");
    }

    @Test
    void refusesParametersThatShareAName() {
        var parameters = List.of(Parameter.compileTime("tile", 1), Parameter.launchTime("tile", 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Space(parameters, List.of()))
                .withMessageContainingAll("two parameters share a name", "tile");
    }

    @Test
    void refusesAConstraintOnAnUnknownParameter() {
        var constraint = Constraint.of("a tile is even", values -> values.number("tile") % 2 == 0, "tile");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Space(List.of(Parameter.compileTime("unroll", 1)), List.of(constraint)))
                .withMessageContainingAll("a tile is even", "unknown parameters [tile]");
    }

    @Test
    void refusesAConstraintThatReadsMoreThanItDeclares() {
        var parameters = List.of(
                Parameter.compileTime("a", 0, 1), Parameter.compileTime("b", 0, 1), Parameter.compileTime("c", 0, 1));
        var joins = Constraint.of("joins all", values -> true, "a", "b", "c");
        var sneaks = Constraint.of("sneaks", values -> values.number("a") != values.number("c"), "a", "b");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Space(parameters, List.of(joins, sneaks)))
                .withMessageContainingAll("sneaks", "reads c, which it does not declare");
    }

    @Test
    void holdsOneEmptyConfigurationWithoutParameters() {
        var space = new Space(List.of(), List.of());

        assertThat(space.size()).isEqualTo(1);
        assertThat(space.at(0)).isEqualTo(Configuration.empty());
        assertThat(space.neighbours(Configuration.empty())).isEmpty();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void costsNothingForIndependentParameters() {
        var parameters = IntStream.range(0, 8)
                .mapToObj(i -> Parameter.launchTime("p" + i, TEN))
                .toList();
        var space = new Space(parameters, List.of());

        assertThat(space.size()).isEqualTo(100_000_000);
        assertThat(space.indexOf(space.at(87_654_321))).isEqualTo(87_654_321);
        assertThat(space.neighbours(space.at(5))).hasSize(8 * 9);
    }

    @Test
    void refusesMoreConfigurationsThanItCanCount() {
        var parameters = IntStream.range(0, 20)
                .mapToObj(i -> Parameter.launchTime("p" + i, TEN))
                .toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Space(parameters, List.of()))
                .withMessageContaining("too many configurations");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void doesNotHangOnAConstraintThatIsNeverTrue() {
        var parameters = IntStream.range(0, 12)
                .mapToObj(i -> Parameter.launchTime("p" + i, TEN))
                .toList();
        var names = parameters.stream().map(Parameter::name).toArray(String[]::new);
        var never = Constraint.of("never", values -> false, names);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Space(parameters, List.of(never)))
                .withMessageContainingAll("p0", "p11");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void refusesConstraintsThatTieTooMuchTogether() {
        var parameters = IntStream.range(0, 8)
                .mapToObj(i -> Parameter.launchTime("p" + i, TEN))
                .toList();
        var names = parameters.stream().map(Parameter::name).toArray(String[]::new);
        var always = Constraint.of("always", values -> true, names);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Space(parameters, List.of(always)))
                .withMessageContainingAll("p0", "p7", "more than");
    }

    @Test
    void givesPositionsInTheOrderOfItsParametersAndFindsThemAgain() {
        var space = Spaces.conditional();
        for (var index = 0L; index < space.size(); index++) {
            var positions = space.positionsAt(index);
            for (var p = 0; p < positions.length; p++) {
                var parameter = space.parameters().get(p);
                assertThat(parameter.values().get(positions[p]))
                        .isEqualTo(space.at(index).value(parameter.name()));
            }
            assertThat(space.indexOf(positions)).isEqualTo(index);
        }
        assertThat(space.indexOf(new int[] {0, 1, 0})).isEqualTo(-1);
    }
}
