package io.msdatuner.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Purpose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeRankingTest {
    private static final Shape SHAPE = Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=80x80");
    private static final Configuration USUAL = tile(1);
    private static final Configuration OTHER = tile(2);

    @Test
    void comparesTrialsWithTheDefaultOfTheirCampaignAndStage() {
        var ranking = ranking(
                DeterminismWish.ANY,
                time(1, Purpose.BASELINE, USUAL, 100),
                time(1, Purpose.SEARCH, OTHER, 50),
                time(1, Purpose.SEARCH, tile(3), 25),
                time(1, Purpose.FINAL, USUAL, 200),
                time(1, Purpose.FINAL, OTHER, 150),
                time(2, Purpose.BASELINE, USUAL, 400),
                time(2, Purpose.SEARCH, tile(4), 100));
        assertThat(ratio(ranking, USUAL)).isEqualTo(1);
        assertThat(ratio(ranking, OTHER)).isCloseTo(0.75, within(1e-12));
        assertThat(ratio(ranking, tile(3))).isCloseTo(0.25, within(1e-12));
        assertThat(ratio(ranking, tile(4))).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void prefersFinalsToLaterSearches() {
        var ranking = ranking(
                DeterminismWish.ANY,
                time(1, Purpose.FINAL, USUAL, 100),
                time(1, Purpose.FINAL, OTHER, 80),
                time(2, Purpose.BASELINE, USUAL, 100),
                time(2, Purpose.SEARCH, OTHER, 40));
        assertThat(ratio(ranking, OTHER)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void leavesOutWhatDoesNotGrantTheWishAndWhatHasNoDefaultBesideIt() {
        var varying = new TrialTime(1, Purpose.SEARCH, false, OTHER, 50, Determinism.ORDER_DEPENDENT);
        var alone = time(2, Purpose.SEARCH, tile(3), 50);
        var usual = time(1, Purpose.BASELINE, USUAL, 100);
        assertThat(ranking(DeterminismWish.ANY, usual, varying, alone).logRatios())
                .containsOnlyKeys(USUAL, OTHER);
        assertThat(ranking(DeterminismWish.BITWISE, usual, varying, alone).logRatios())
                .containsOnlyKeys(USUAL);
    }

    private static ShapeRanking ranking(DeterminismWish wish, TrialTime... times) {
        return ShapeRanking.of(SHAPE, List.of(times), wish);
    }

    private static double ratio(ShapeRanking ranking, Configuration configuration) {
        return Math.exp(ranking.logRatios().getOrDefault(configuration, Double.NaN));
    }

    private static TrialTime time(long campaign, Purpose purpose, Configuration configuration, double medianNs) {
        return new TrialTime(
                campaign,
                purpose,
                configuration.equals(USUAL),
                configuration,
                medianNs,
                Determinism.BITWISE_REPEATABLE);
    }

    private static Configuration tile(long size) {
        return Configuration.of(Map.of("tile", Value.of(size)));
    }
}
