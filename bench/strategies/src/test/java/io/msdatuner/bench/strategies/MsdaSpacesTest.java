package io.msdatuner.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.search.Precedent;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.strategies.Strategies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the strategies reach on the recorded spaces of the project's own kernels. Seeds 0 to 4. */
class MsdaSpacesTest {
    private static final Path RECORDED = Path.of("../../search-strategies/src/test/resources/recorded");
    private static final int SEEDS = 5;
    private static final Map<String, Run> RUNS = new HashMap<>();

    private static List<RecordedSpace> spaces;

    @BeforeAll
    static void read() throws IOException {
        spaces = RecordedSpaces.in(RECORDED);
    }

    @Test
    void hasThreeShapesForwardAndBackward() {
        assertThat(spaces).hasSizeGreaterThanOrEqualTo(6);
        assertThat(spaces).extracting(RecordedSpace::kernel).contains("msda-forward", "msda-backward");
    }

    @Test
    void saysOfEachHowSureItsFastestTimesAre() {
        assertThat(spaces).allMatch(space -> space.standardError() > 0 && space.standardError() < 0.05);
    }

    @Test
    void getsWithinFivePercentInAHundredMeasurementsOnEverySpace() {
        for (var space : spaces) {
            assertThat(meanRegret("auto", space, 100, List.of()))
                    .as(space.name())
                    .isLessThanOrEqualTo(0.05);
        }
    }

    /** Within the noise, that is: a difference that two equally fast configurations exceed in one of 20 cases. */
    @Test
    void reachesInThirtyMeasurementsWhatTakesAHundredWithoutTwoOtherShapes() {
        for (var space : spaces) {
            var taught = meanRegret("transfer", space, 30, others(space));

            assertThat(taught)
                    .as(space.name())
                    .isLessThanOrEqualTo(meanRegret("auto", space, 100, List.of()) + space.noise());
        }
    }

    @Test
    void beginsCloserToTheOptimumWhereTwoOtherShapesAreKnown() {
        var alone = 0.0;
        var taught = 0.0;
        for (var space : spaces) {
            alone += meanRegret("auto", space, 10, List.of());
            taught += meanRegret("transfer", space, 10, others(space));
        }

        assertThat(taught).isLessThan(0.6 * alone);
    }

    private static List<RecordedSpace> others(RecordedSpace space) {
        return spaces.stream()
                .filter(other -> other != space && other.kernel().equals(space.kernel()))
                .toList();
    }

    private static double meanRegret(String strategy, RecordedSpace space, int count, List<RecordedSpace> others) {
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> others.isEmpty()
                        ? alone(strategy, space, seed)
                        : Run.of(named(strategy), space, seed, precedents(others, seed)))
                .mapToDouble(run -> run.bestMs()[count] / space.optimumMs() - 1)
                .average()
                .orElseThrow();
    }

    private static List<Precedent> precedents(List<RecordedSpace> others, long seed) {
        return others.stream()
                .map(other -> new Precedent(alone("auto", other, seed).observations()))
                .toList();
    }

    private static Run alone(String strategy, RecordedSpace space, long seed) {
        return RUNS.computeIfAbsent(
                strategy + " " + space.name() + " " + seed, key -> Run.of(named(strategy), space, seed, List.of()));
    }

    private static StrategyProvider named(String name) {
        return Strategies.installed().named(name);
    }
}
