package io.msdatuner.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.Precedent;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.SearchStrategyContractTest;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferStrategyTest extends SearchStrategyContractTest {
    private static final int KNOWN = 60;
    private static final int FEW = 12;
    private static final int MANY = 80;

    @Override
    protected StrategyProvider provider() {
        return new TransferStrategyProvider();
    }

    /** Seeds 0 to 9, of the configurations that are known too; no other measurement of theirs comes from this space. */
    @ParameterizedTest
    @ValueSource(strings = {"transfer", "auto"})
    void findsTheFastestSoonWhereTimesAreLikeThoseOfASimilarProblem(String name) {
        for (var seed = 0; seed < 10; seed++) {
            var strategy = strategy(name, seed, precedent(seed, configuration -> 3 * shiftedNs(configuration)));

            assertThat(fastest(strategy, FEW)).isLessThanOrEqualTo(SmoothSpace.FASTEST_NS * 11 / 10);
        }
    }

    /** Seeds 0 to 9. */
    @Test
    void distrustsAProblemThatTurnsOutToBeTheOpposite() {
        for (var seed = 0; seed < 10; seed++) {
            var strategy = strategy("transfer", seed, precedent(seed, TransferStrategyTest::oppositeNs));

            assertThat(fastest(strategy, MANY)).isLessThanOrEqualTo(SmoothSpace.FASTEST_NS * 11 / 10);
        }
    }

    @Test
    void goesOnAfterARestartWithTheSamePrecedents() {
        var observations = new ArrayList<Observation>();
        var precedent = precedent(3, TransferStrategyTest::shiftedNs);
        var uninterrupted = strategy("auto", 3, precedent);
        for (var step = 0; step < 25; step++) {
            observations.add(step(uninterrupted));
        }
        var resumed = strategy("auto", 3, precedent);
        observations.forEach(resumed::tell);

        for (var step = 0; step < 5; step++) {
            assertThat(step(resumed)).isEqualTo(step(uninterrupted));
        }
    }

    @Test
    void ignoresPrecedentsOfOtherParametersAndThoseWithoutTimes() {
        var foreign = new Precedent(List.of(new Observation(Configuration.empty(), Outcomes.measured(5))));
        var failed = new Precedent(List.of(new Observation(SmoothSpace.space().at(7), Outcomes.buildFailed())));

        assertThat(strategy("transfer", 4, foreign, failed).ask(20))
                .isEqualTo(strategy("transfer", 4).ask(20));
    }

    @Test
    void asksAsManyAtOnceBeforeAnythingIsMeasuredHere() {
        var precedent = precedent(5, TransferStrategyTest::shiftedNs);

        assertThat(strategy("transfer", 5, precedent).ask(50)).hasSize(50).doesNotHaveDuplicates();
    }

    private static SearchStrategy strategy(String name, long seed, Precedent... precedents) {
        var problem = new SearchProblem(SmoothSpace.space(), seed, OptionalInt.of(MANY), List.of(precedents));
        return Strategies.installed().named(name).create(problem);
    }

    private static Precedent precedent(long seed, ToLongFunction<Configuration> timeNs) {
        var space = SmoothSpace.space();
        return new Precedent(new SplittableRandom(seed)
                .longs(0, space.size())
                .distinct()
                .limit(KNOWN)
                .mapToObj(space::at)
                .map(configuration ->
                        new Observation(configuration, Outcomes.measured(timeNs.applyAsLong(configuration))))
                .toList());
    }

    /** What is fast is nearly the same. */
    private static long shiftedNs(Configuration configuration) {
        return Math.round(SmoothSpace.timeNs(configuration) * (configuration.is("chunk", "64") ? 1 : 0.95));
    }

    private static long oppositeNs(Configuration configuration) {
        return 1_000_000_000L / SmoothSpace.timeNs(configuration);
    }

    private static long fastest(SearchStrategy strategy, int trials) {
        return LongStream.range(0, trials)
                .map(trial -> SmoothSpace.timeNs(step(strategy).configuration()))
                .min()
                .orElseThrow();
    }

    private static Observation step(SearchStrategy strategy) {
        var asked = strategy.ask(1).get(0);
        var observation = new Observation(asked, Outcomes.measured(SmoothSpace.timeNs(asked)));
        strategy.tell(observation);
        return observation;
    }
}
