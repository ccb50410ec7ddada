package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Purpose;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoFrontTest {
    private static final Function<Configuration, OptionalLong> TILE_IS_BYTES =
            configuration -> OptionalLong.of(configuration.number("tile"));

    @Test
    void leavesOutWhatIsNeitherFasterNorSmallerThanAnother() {
        var trials = new Trials()
                .add(Purpose.SEARCH, 64, Outcomes.measured(100))
                .add(Purpose.SEARCH, 32, Outcomes.measured(200))
                .add(Purpose.SEARCH, 48, Outcomes.measured(300))
                .add(Purpose.SEARCH, 8, Outcomes.measured(400))
                .add(Purpose.SEARCH, 8 + 64, Outcomes.measured(150));

        assertThat(tiles(trials)).containsExactly(64, 32, 8);
    }

    @Test
    void keepsTheSmallerOfTwoThatAreEquallyFast() {
        var trials = new Trials()
                .add(Purpose.SEARCH, 64, Outcomes.measured(100))
                .add(Purpose.SEARCH, 32, Outcomes.measured(100))
                .add(Purpose.SEARCH, 16, Outcomes.measured(200))
                .add(Purpose.SEARCH, 8, Outcomes.measured(200));

        assertThat(tiles(trials)).containsExactly(32, 8);
    }

    @Test
    void beginsWithTheWinnerOfTheFinalsAndNotWithALuckySearchTrial() {
        var trials = new Trials()
                .add(Purpose.SEARCH, 64, Outcomes.measured(90))
                .add(Purpose.SEARCH, 32, Outcomes.measured(100))
                .add(Purpose.SEARCH, 16, Outcomes.measured(105))
                .add(Purpose.FINAL, 32, Outcomes.measured(110))
                .add(Purpose.FINAL, Candidate.gridSample(), Outcomes.measured(900));

        assertThat(tiles(trials)).containsExactly(32, 16);
        assertThat(front(trials).points().get(0).trial().purpose()).isEqualTo(Purpose.FINAL);
    }

    @Test
    void believesTheLastMeasurementOfAConfiguration() {
        var trials = new Trials()
                .add(Purpose.SEARCH, 64, Outcomes.measured(100))
                .add(Purpose.SEARCH, 16, Outcomes.measured(120))
                .add(Purpose.SEARCH, 32, Outcomes.measured(150))
                .add(Purpose.SEARCH, 16, Outcomes.measured(180));

        assertThat(tiles(trials)).containsExactly(64, 32, 16);
    }

    @Test
    void isEmptyWithoutMeasurementsOrKnowledgeOfMemory() {
        var failed = new Trials()
                .add(Purpose.SEARCH, 64, Outcomes.timedOut())
                .add(Purpose.BASELINE, Candidate.gridSample(), Outcomes.measured(900));
        var measured = new Trials().add(Purpose.SEARCH, 64, Outcomes.measured(100));

        assertThat(tiles(failed)).isEmpty();
        assertThat(ParetoFront.of(measured.list(), configuration -> OptionalLong.empty())
                        .points())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void dominatesEveryOtherTrialAndNoPointOfItself(long seed) {
        var random = new SplittableRandom(seed);
        var trials = new Trials();
        for (var tile = 1; tile <= 60; tile++) {
            trials.add(Purpose.SEARCH, tile, Outcomes.measured(random.nextInt(100, 140)));
        }
        Function<Configuration, OptionalLong> scratch =
                configuration -> OptionalLong.of(configuration.number("tile") * 7919 % 30);
        var points = ParetoFront.of(trials.list(), scratch).points();

        assertThat(trials.list()).allSatisfy(trial -> {
            var medianNs = trial.median().orElseThrow().medianNs();
            var needed = scratch.apply(trial.candidate().configuration()).orElseThrow();
            assertThat(points).anyMatch(point -> point.medianNs() <= medianNs && point.scratchBytes() <= needed);
        });
        assertThat(points)
                .allSatisfy(point -> assertThat(points)
                        .filteredOn(other ->
                                other.medianNs() <= point.medianNs() && other.scratchBytes() <= point.scratchBytes())
                        .hasSize(1));
    }

    private static ParetoFront front(Trials trials) {
        return ParetoFront.of(trials.list(), TILE_IS_BYTES);
    }

    private static List<Integer> tiles(Trials trials) {
        return front(trials).points().stream()
                .map(point -> (int) point.scratchBytes())
                .toList();
    }
}
