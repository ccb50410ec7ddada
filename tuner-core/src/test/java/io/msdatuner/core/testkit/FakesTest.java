package io.msdatuner.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FakesTest {
    private static final Space SPACE = Spaces.independent();
    private static final Shape SHAPE = Shape.parse("B=1 Q=10 H=2 C=8 P=4 levels=8x8");
    private final FakeBuilder builder = new FakeBuilder(SPACE);
    private final FakeRunner runner = new FakeRunner(configuration -> 1000 * configuration.number("tile"));

    @Test
    void runAndCompareGiveTheTimeOfTheFunction() throws InterruptedException {
        var variants = List.of(built(SPACE.at(0)), built(SPACE.at(11)));
        var alone = runner.run(variants.get(1), MeasurementPolicy.search(), OptionalDouble.empty());
        var compared = runner.compare(variants, MeasurementPolicy.search());

        assertThat(compared).hasSize(2).last().isEqualTo(alone);
        assertThat(((Outcome.Measured) alone).median().medianNs()).isEqualTo(8000);
        assertThat(runner.ran()).containsExactly(Candidate.tuned(SPACE.at(11)));
    }

    @Test
    void aClosedRunnerRefuses() {
        runner.close();

        assertThat(runner.isClosed()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> runner.run(built(SPACE.at(0)), MeasurementPolicy.search(), OptionalDouble.empty()));
    }

    @Test
    void launchTimeParametersShareAnArtifact() throws InterruptedException {
        var reused = 0;
        for (var configuration : configurations()) {
            var result = (BuildResult.Built) builder.build(variant(configuration));
            reused += result.artifact().reused() ? 1 : 0;
        }

        assertThat(builder.calls()).isEqualTo(12);
        assertThat(builder.built()).isEqualTo(4);
        assertThat(reused).isEqualTo(8);
    }

    @Test
    void chosenConfigurationsAreNotBuilt() {
        var choosy = new FakeBuilder(SPACE, configuration -> configuration.equals(SPACE.at(3)));

        assertThat(choosy.build(variant(SPACE.at(3)))).isInstanceOf(BuildResult.Failed.class);
        assertThat(choosy.build(variant(SPACE.at(4)))).isInstanceOf(BuildResult.Built.class);
    }

    @Test
    void faultsAreTheSameAloneAndCompared() throws InterruptedException {
        var faulty = FaultyRunner.share(runner, 0.5, 3);
        var variants = configurations().stream().map(FakesTest.this::built).toList();
        var compared = faulty.compare(variants, MeasurementPolicy.search());

        for (var i = 0; i < variants.size(); i++) {
            assertThat(faulty.run(variants.get(i), MeasurementPolicy.search(), OptionalDouble.empty()))
                    .isEqualTo(compared.get(i));
        }
        assertThat(compared)
                .extracting(Outcome::kind)
                .contains(OutcomeKind.MEASURED)
                .anyMatch(kind -> kind != OutcomeKind.MEASURED);
    }

    /** Seed 5; the share of 10^4 faults of probability 0.3 is beyond 0.02 of it with a probability below 2e-5. */
    @Test
    void aShareOfAllFailsInEveryWay() {
        var faulty = FaultyRunner.share(runner, 0.3, 5);
        var kinds = new HashMap<OutcomeKind, Integer>();
        var large = Spaces.large();
        LongStream.range(0, 10_000)
                .mapToObj(index -> Candidate.tuned(large.at(index * 997)))
                .flatMap(candidate -> faulty.faultOf(candidate).stream())
                .forEach(fault -> kinds.merge(fault.kind(), 1, Integer::sum));

        assertThat(kinds)
                .containsOnlyKeys(
                        OutcomeKind.WRONG_RESULT,
                        OutcomeKind.WORKER_DIED,
                        OutcomeKind.TIMED_OUT,
                        OutcomeKind.LAUNCH_REFUSED);
        assertThat(kinds.values().stream().mapToInt(count -> count).sum()).isBetween(2800, 3200);
    }

    @Test
    void recordedAnswersAreGivenAndNothingElse() {
        var recorded = RecordedRunner.ofMedians(Map.of(Candidate.tuned(SPACE.at(0)), 42L));
        var outcome = recorded.run(built(SPACE.at(0)), MeasurementPolicy.search(), OptionalDouble.empty());

        assertThat(((Outcome.Measured) outcome).median().medianNs()).isEqualTo(42);
        assertThatIllegalStateException()
                .isThrownBy(() -> recorded.compare(List.of(built(SPACE.at(1))), MeasurementPolicy.search()))
                .withMessageContaining(SPACE.at(1).toString());
    }

    @Test
    void aClockMovesOnlyAsItIsTold() {
        var clock = new SettableClock(SettableClock.START, Duration.ofSeconds(2));

        assertThat(clock.instant()).isEqualTo(SettableClock.START);
        assertThat(clock.instant()).isEqualTo(SettableClock.START.plusSeconds(2));
        clock.advance(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(SettableClock.START.plusSeconds(14));
        clock.set(SettableClock.START);
        assertThat(clock.instant()).isEqualTo(SettableClock.START);
    }

    private static List<Configuration> configurations() {
        return LongStream.range(0, SPACE.size()).mapToObj(SPACE::at).toList();
    }

    private static Variant variant(Configuration configuration) {
        return new Variant(Kernel.MSDA_FORWARD, SHAPE, Candidate.tuned(configuration));
    }

    private BuiltVariant built(Configuration configuration) {
        var result = (BuildResult.Built) builder.build(variant(configuration));
        return new BuiltVariant(variant(configuration), result.artifact());
    }
}
