package io.msdatuner.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every strategy must do. A strategy's test extends it and gives its provider. The time limit is there to end a
 * strategy that hangs, not to measure it.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class SearchStrategyContractTest {
    private static final int BATCH = 3;

    protected abstract StrategyProvider provider();

    static Stream<Space> spaces() {
        return Stream.of(Spaces.single(), Spaces.independent(), Spaces.constrained(), Spaces.conditional());
    }

    @Test
    void hasANameForTheCommandLineAndOneLineForPeople() {
        assertThat(provider().name()).matches("[a-z][a-z0-9-]*");
        assertThat(provider().description()).isNotBlank().doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void visitsTheWholeSpaceWithoutRepeating(Space space) {
        var strategy = create(space, 1);

        assertThat(run(strategy, Long.MAX_VALUE, configuration -> timeOf(space, configuration)))
                .containsExactlyInAnyOrderElementsOf(all(space));
        assertThat(strategy.ask(1)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void visitsTheWholeSpaceEvenWhenAllFail(Space space) {
        var strategy = create(space, 2);

        assertThat(run(strategy, Long.MAX_VALUE, configuration -> Outcomes.buildFailed()))
                .containsExactlyInAnyOrderElementsOf(all(space));
        assertThat(strategy.ask(1)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void asksForTheWholeSpaceAtOnceWhenTheBatchIsLargerThanIt(Space space) {
        var strategy = create(space, 3);

        assertThat(strategy.ask(Integer.MAX_VALUE)).containsExactlyInAnyOrderElementsOf(all(space));
        assertThat(strategy.ask(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void asksForWhatIsLeftWhenTheBatchIsLargerThanThat() {
        var space = Spaces.constrained();
        var strategy = create(space, 4);
        var first = run(strategy, space.size() - 2, configuration -> timeOf(space, configuration));

        var rest = strategy.ask(10);

        assertThat(rest).hasSize((int) space.size() - first.size()).doesNotContainAnyElementsOf(first);
    }

    @Test
    void doesNotAskForWhatIsPending() {
        var strategy = create(Spaces.constrained(), 5);
        var pending = strategy.ask(7);

        assertThat(pending).hasSize(7).doesNotHaveDuplicates();
        assertThat(strategy.ask(7)).hasSize(7).doesNotContainAnyElementsOf(pending);
    }

    @Test
    void asksForNothingWhenAskedForNone() {
        assertThat(create(Spaces.constrained(), 6).ask(0)).isEmpty();
    }

    @Test
    void refusesANegativeCount() {
        var strategy = create(Spaces.constrained(), 7);

        assertThatThrownBy(() -> strategy.ask(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void findsItsWayInALargeSpace() {
        var space = Spaces.large();
        var asked = run(create(space, 8), 60, configuration -> timeOf(space, configuration));

        assertThat(asked)
                .hasSizeGreaterThanOrEqualTo(60)
                .doesNotHaveDuplicates()
                .allMatch(space::contains);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE})
    void asksTheSameInEveryInstance(long seed) {
        var space = Spaces.constrained();

        assertThat(run(create(space, seed), 20, configuration -> mixed(space, configuration)))
                .isEqualTo(run(create(space, seed), 20, configuration -> mixed(space, configuration)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9, 15, 21, 26})
    void goesOnAfterARestartAsIfItHadNeverStopped(int told) {
        goesOn(Spaces.constrained(), told);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60})
    void goesOnInALargeSpaceAsIfItHadNeverStopped(int told) {
        goesOn(Spaces.large(), told);
    }

    @Test
    void learnsFromWhatItNeverAskedWithoutAskingForIt() {
        var space = Spaces.constrained();
        var strategy = create(space, 9);
        var known = all(space).subList(0, 15);
        known.forEach(configuration -> strategy.tell(new Observation(configuration, timeOf(space, configuration))));

        assertThat(run(strategy, Long.MAX_VALUE, configuration -> timeOf(space, configuration)))
                .containsExactlyInAnyOrderElementsOf(all(space).subList(15, (int) space.size()));
    }

    @Test
    void toleratesBeingToldTwice() {
        var space = Spaces.constrained();
        var strategy = create(space, 10);
        var asked = run(strategy, 13, configuration -> timeOf(space, configuration));
        asked.forEach(configuration -> strategy.tell(new Observation(configuration, Outcomes.timedOut())));
        asked.forEach(configuration -> strategy.tell(new Observation(configuration, timeOf(space, configuration))));

        asked.addAll(run(strategy, Long.MAX_VALUE, configuration -> timeOf(space, configuration)));

        assertThat(asked).containsExactlyInAnyOrderElementsOf(all(space));
    }

    @Test
    void asksAgainForWhatWasAbandoned() {
        var space = Spaces.constrained();
        var strategy = create(space, 11);
        var abandoned = strategy.ask(5);
        abandoned.forEach(configuration -> strategy.tell(new Observation(configuration, abandoned())));

        assertThat(run(strategy, Long.MAX_VALUE, configuration -> timeOf(space, configuration)))
                .containsExactlyInAnyOrderElementsOf(all(space));
    }

    @Test
    void doesNotForgetAResultBecauseALaterTrialWasAbandoned() {
        var space = Spaces.constrained();
        var strategy = create(space, 12);
        var measured = run(strategy, 9, configuration -> timeOf(space, configuration));
        measured.forEach(configuration -> strategy.tell(new Observation(configuration, abandoned())));

        assertThat(strategy.ask(Integer.MAX_VALUE)).doesNotContainAnyElementsOf(measured);
    }

    @Test
    void ignoresWhatIsOutsideTheSpace() {
        var space = Spaces.constrained();
        var strategy = create(space, 13);
        var foreign = List.of(
                Configuration.empty(),
                Spaces.configuration("tile", 8, "unroll", 8, "threads", 1),
                Spaces.configuration("tile", 3, "unroll", 1, "threads", 1));
        foreign.forEach(configuration -> strategy.tell(new Observation(configuration, Outcomes.measured(5))));

        assertThat(run(strategy, 20, configuration -> timeOf(space, configuration)))
                .isEqualTo(run(create(space, 13), 20, configuration -> timeOf(space, configuration)));
    }

    protected final SearchStrategy create(Space space, long seed) {
        return provider().create(new SearchProblem(space, seed, OptionalInt.empty()));
    }

    protected interface Device {
        Outcome run(Configuration configuration);
    }

    /** Asks in batches and tells, until {@code atLeast} were asked or none is left. Gives what was asked, in order. */
    protected static List<Configuration> run(SearchStrategy strategy, long atLeast, Device device) {
        var asked = new ArrayList<Configuration>();
        var batch = strategy.ask(BATCH);
        while (!batch.isEmpty()) {
            batch.forEach(configuration -> strategy.tell(new Observation(configuration, device.run(configuration))));
            asked.addAll(batch);
            batch = asked.size() < atLeast ? strategy.ask(BATCH) : List.of();
        }
        return asked;
    }

    private void goesOn(Space space, int told) {
        var observations = new ArrayList<Observation>();
        var uninterrupted = create(space, 14);
        run(uninterrupted, told, configuration -> {
            observations.add(new Observation(configuration, mixed(space, configuration)));
            return mixed(space, configuration);
        });

        var resumed = create(space, 14);
        observations.forEach(resumed::tell);

        for (var step = 0; step < 4; step++) {
            var next = uninterrupted.ask(2);
            assertThat(resumed.ask(2)).isEqualTo(next);
            next.forEach(configuration -> {
                uninterrupted.tell(new Observation(configuration, mixed(space, configuration)));
                resumed.tell(new Observation(configuration, mixed(space, configuration)));
            });
        }
    }

    /** Two of ten fail, and times are rough. */
    private static Outcome mixed(Space space, Configuration configuration) {
        var index = space.indexOf(configuration);
        return index % 10 == 3 || index % 10 == 6 ? Outcomes.workerDied() : timeOf(space, configuration);
    }

    private static Outcome timeOf(Space space, Configuration configuration) {
        return Outcomes.measured(1000 + space.indexOf(configuration) * 7919 % 1009);
    }

    private static Outcome abandoned() {
        return new Outcome.Abandoned("the tuner was stopped");
    }

    private static List<Configuration> all(Space space) {
        return LongStream.range(0, space.size()).mapToObj(space::at).toList();
    }
}
