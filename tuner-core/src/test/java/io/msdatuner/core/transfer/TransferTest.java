package io.msdatuner.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final int[] QUERIES = {100, 150, 220, 330, 500, 750, 9_000, 13_000, 20_000, 30_000, 45_000, 68_000};
    private static final Configuration USUAL = layout("usual");
    private static final Configuration DIRECT = layout("direct");
    private static final Configuration PLANE = layout("plane");
    private static final Configuration SLOW = layout("slow");
    private static final List<Configuration> ALL =
            List.of(USUAL, DIRECT, PLANE, SLOW, layout("slower"), layout("slowest"));

    /** Many queries share pixels, so that copying these pays; few do not. */
    private static double twoKinds(Shape shape, Configuration configuration) {
        if (configuration.equals(DIRECT)) {
            return shape.queries() < 2_000 ? 0.7 : 1.1;
        }
        if (configuration.equals(PLANE)) {
            return shape.queries() < 2_000 ? 1.5 : 0.5;
        }
        return 1 + 0.2 * ALL.indexOf(configuration);
    }

    @Test
    void expectsWhatWasFastForSimilarShapes() {
        var transfer = transfer(TransferTest::twoKinds);
        var few = transfer.forecast(shape(400), any -> true).orElseThrow();
        var many = transfer.forecast(shape(25_000), any -> true).orElseThrow();
        assertThat(few.configuration()).isEqualTo(DIRECT);
        assertThat(many.configuration()).isEqualTo(PLANE);
        for (var forecast : List.of(few, many)) {
            assertThat(forecast.isSafe()).isTrue();
            assertThat(forecast.leastSpeedup()).isLessThan(forecast.speedup());
        }
        assertThat(many.nearest()).isEqualTo(shape(30_000));
        assertThat(many.trials()).isEqualTo(QUERIES.length * ALL.size());
    }

    /** To the last bit, because every rank must be told the same. */
    @Test
    void expectsTheSameInWhateverOrderShapesAreTold() {
        var rankings = new ArrayList<>(rankings((shape, configuration) ->
                twoKinds(shape, configuration) * (1 + 0.1 * Math.sin(shape.queries() + ALL.indexOf(configuration)))));
        var before = Transfer.of(rankings).forecast(shape(400), any -> true);
        for (var seed = 1; seed <= 20; seed++) {
            Collections.shuffle(rankings, new Random(seed));
            assertThat(Transfer.of(rankings).forecast(shape(400), any -> true)).isEqualTo(before);
        }
    }

    @Test
    void takesTheNextConfigurationIfOneIsNotValid() {
        var transfer = transfer(TransferTest::twoKinds);
        var forecast = transfer.forecast(shape(25_000), configuration -> !configuration.equals(PLANE));
        assertThat(forecast.orElseThrow().configuration()).isNotEqualTo(PLANE);
        assertThat(forecast.orElseThrow().isSafe()).isFalse();
        assertThat(transfer.forecast(shape(25_000), none -> false)).isEmpty();
    }

    @Test
    void vouchesForNothingThatItKnowsFromOneShape() {
        var one = Transfer.of(rankings(TransferTest::twoKinds).subList(0, 1));
        assertThat(one.forecast(shape(110), any -> true).orElseThrow().isSafe()).isFalse();
        assertThat(Transfer.of(List.of()).forecast(shape(110), any -> true)).isEmpty();
    }

    @Test
    void vouchesForNothingWhereShapesTellNothingOfEachOther() {
        var random = new Random(20_261_125);
        var times = new HashMap<String, Double>();
        var transfer = transfer((shape, configuration) -> configuration.equals(USUAL)
                ? 1
                : times.computeIfAbsent(
                        shape.queries() + " " + configuration, key -> Math.exp(0.5 * random.nextGaussian())));
        for (var queries : new int[] {120, 1_000, 25_000}) {
            assertThat(transfer.forecast(shape(queries), any -> true)
                            .orElseThrow()
                            .isSafe())
                    .isFalse();
        }
    }

    @Test
    void trustsLessFarFromWhatItKnows() {
        var transfer = transfer(TransferTest::twoKinds);
        var near = transfer.forecast(shape(60_000), any -> true).orElseThrow();
        var far = transfer.forecast(Shape.parse("B=64 Q=400000 H=32 C=256 P=16 levels=512x512,256x256"), any -> true)
                .orElseThrow();
        assertThat(far.configuration()).isEqualTo(PLANE);
        assertThat(far.leastSpeedup()).isLessThan(near.leastSpeedup());
        assertThat(far.mostRegret()).isGreaterThan(near.mostRegret());
    }

    /** What one shape alone measured looks fast there by chance. */
    @Test
    void prefersWhatMostNeighboursMeasured() {
        var rankings = new ArrayList<ShapeRanking>();
        for (var queries : QUERIES) {
            var ratios = new HashMap<>(
                    ranking(shape(queries), TransferTest::twoKinds).logRatios());
            if (queries == 500) {
                ratios.put(layout("lucky"), Math.log(0.6));
            }
            rankings.add(new ShapeRanking(shape(queries), ratios));
        }
        assertThat(Transfer.of(rankings)
                        .forecast(shape(400), any -> true)
                        .orElseThrow()
                        .configuration())
                .isEqualTo(DIRECT);
    }

    private static Transfer transfer(ToDoubleBiFunction<Shape, Configuration> time) {
        return Transfer.of(rankings(time));
    }

    private static List<ShapeRanking> rankings(ToDoubleBiFunction<Shape, Configuration> time) {
        return IntStream.of(QUERIES)
                .mapToObj(queries -> ranking(shape(queries), time))
                .toList();
    }

    private static ShapeRanking ranking(Shape shape, ToDoubleBiFunction<Shape, Configuration> time) {
        var ratios = new HashMap<Configuration, Double>();
        ALL.forEach(configuration -> ratios.put(
                configuration, Math.log(time.applyAsDouble(shape, configuration) / time.applyAsDouble(shape, USUAL))));
        return new ShapeRanking(shape, ratios);
    }

    private static Shape shape(int queries) {
        return Shape.parse("B=1 Q=%d H=8 C=32 P=4 levels=80x80,40x40".formatted(queries));
    }

    private static Configuration layout(String name) {
        return Configuration.of(Map.of("layout", Value.of(name)));
    }
}
