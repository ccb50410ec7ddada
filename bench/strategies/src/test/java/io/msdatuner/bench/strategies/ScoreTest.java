package io.msdatuner.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.search.StrategyProvider;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.strategies.Strategies;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final int SEEDS = 400;

    /** Seeds 0 to 399: three standard errors of either score are below 0.09, so less than 3 in 1000 false alarms. */
    @Test
    void isZeroForRandomSearchWithinTheNoise() {
        var score = score(Strategies.installed().named("random"), HandMadeSpaces.wide(), SEEDS);

        assertThat(score.first()).isCloseTo(0, within(0.09));
        assertThat(score.second()).isCloseTo(0, within(0.09));
    }

    @Test
    void isOneForAnOracle() {
        var wide = HandMadeSpaces.wide();
        var score = score(new Oracle(wide), wide, 1);

        assertThat(score.first()).isEqualTo(1);
        assertThat(score.second()).isEqualTo(1);
        assertThat(score.toWithin5()).isEqualTo(1);
        assertThat(score.share1()).isEqualTo(1);
    }

    @Test
    void countsMeasurementsToWithinAShareOfTheOptimum() {
        var run = Run.of(new Oracle(HandMadeSpaces.of(3, 2, 1)), HandMadeSpaces.of(1, 1.04, 2), 0, List.of());

        assertThat(run.measurementsToWithin(0.05, 1)).isEqualTo(2);
        assertThat(run.measurementsToWithin(0.01, 1)).isEqualTo(3);
    }

    @Test
    void saysBeyondTheBudgetIfItNeverGetsThere() {
        var run = Run.of(new Oracle(HandMadeSpaces.of(1, 2)), HandMadeSpaces.of(2, 3), 0, List.of());

        assertThat(run.measurementsToWithin(0.05, 1)).isEqualTo(RandomSearch.BUDGET + 1);
    }

    private static Score score(StrategyProvider provider, RecordedSpace space, int seeds) {
        var runs = IntStream.range(0, seeds)
                .mapToObj(seed -> Run.of(provider, space, seed, List.of()))
                .toList();
        return Score.of(provider.name(), space, runs);
    }

    /** Asks for the fastest first, by the times that it is given. */
    private record Oracle(RecordedSpace knows) implements StrategyProvider {
        @Override
        public String name() {
            return "oracle";
        }

        @Override
        public String description() {
            return "knows the answer";
        }

        @Override
        public SearchStrategy create(SearchProblem problem) {
            var fastestFirst = IntStream.range(0, knows.timesMs().length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(index -> knows.timesMs()[index]))
                    .map(problem.space()::at)
                    .iterator();
            return new InOrder(fastestFirst);
        }
    }

    private record InOrder(Iterator<Configuration> order) implements SearchStrategy {
        @Override
        public List<Configuration> ask(int count) {
            return List.of(order.next());
        }

        @Override
        public void tell(Observation observation) {}
    }
}
