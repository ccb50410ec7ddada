package io.msdatuner.core.space;

import static io.msdatuner.core.testkit.Spaces.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.msdatuner.core.testkit.Spaces;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceNeighboursTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areValidAndDistinctAndOthers(long seed) {
        RandomSpaces.draw(seed)
                .space()
                .ifPresent(space -> configurations(space)
                        .forEach(configuration -> assertThat(space.neighbours(configuration))
                                .doesNotHaveDuplicates()
                                .doesNotContain(configuration)
                                .allMatch(space::contains)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void haveEveryOtherValueThatOccursAtTheLeastDistance(long seed) {
        RandomSpaces.draw(seed)
                .space()
                .ifPresent(space -> configurations(space)
                        .forEach(from -> space.parameters()
                                .forEach(parameter -> otherValues(space, from, parameter)
                                        .forEach(value -> {
                                            var least = configurations(space).stream()
                                                    .filter(to -> to.value(parameter.name())
                                                            .equals(value))
                                                    .mapToLong(to -> distance(from, to))
                                                    .min()
                                                    .orElseThrow();
                                            assertThat(space.neighbours(from))
                                                    .anyMatch(to -> to.value(parameter.name())
                                                                    .equals(value)
                                                            && distance(from, to) == least);
                                        }))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leadToEveryValueFromEverywhere(long seed) {
        RandomSpaces.draw(seed).space().ifPresent(space -> {
            var all = valuesOf(configurations(space));
            for (var configuration : configurations(space)) {
                assertThat(valuesOf(reachable(space, configuration))).isEqualTo(all);
            }
        });
    }

    @Test
    void leadEverywhereInTheExampleSpaces() {
        for (var space : List.of(Spaces.constrained(), Spaces.conditional(), Spaces.independent())) {
            assertThat(reachable(space, space.at(0))).hasSize((int) space.size());
        }
    }

    @Test
    void takeAlongWhatDependsOnAConditionalParameter() {
        var space = Spaces.conditional();
        var off = configuration("prefetch", "off", "distance", 0, "threads", 1);

        assertThat(space.neighbours(off))
                .containsExactlyInAnyOrder(
                        configuration("prefetch", "on", "distance", 4, "threads", 1),
                        configuration("prefetch", "on", "distance", 8, "threads", 1),
                        configuration("prefetch", "on", "distance", 16, "threads", 1),
                        configuration("prefetch", "off", "distance", 0, "threads", 2));
    }

    @Test
    void areTheSameInTheSameOrderEachTime() {
        var space = Spaces.constrained();

        assertThat(space.neighbours(space.at(7)))
                .containsExactlyElementsOf(Spaces.constrained().neighbours(space.at(7)));
    }

    @Test
    void areNoneInASpaceOfOne() {
        assertThat(Spaces.single().neighbours(Spaces.single().at(0))).isEmpty();
    }

    @Test
    void areRefusedForAConfigurationOutsideTheSpace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spaces.single().neighbours(configuration("only", 2)))
                .withMessage("only=2 is not in this space");
    }

    private static List<Configuration> configurations(Space space) {
        return LongStream.range(0, space.size()).mapToObj(space::at).toList();
    }

    private static Set<Value> otherValues(Space space, Configuration from, Parameter parameter) {
        return configurations(space).stream()
                .map(to -> to.value(parameter.name()))
                .filter(value -> !value.equals(from.value(parameter.name())))
                .collect(Collectors.toSet());
    }

    private static long distance(Configuration a, Configuration b) {
        return a.values().entrySet().stream()
                .filter(entry -> !b.value(entry.getKey()).equals(entry.getValue()))
                .count();
    }

    private static Set<Map.Entry<String, Value>> valuesOf(Iterable<Configuration> configurations) {
        var values = new HashSet<Map.Entry<String, Value>>();
        configurations.forEach(
                configuration -> configuration.values().forEach((name, value) -> values.add(Map.entry(name, value))));
        return values;
    }

    private static Set<Configuration> reachable(Space space, Configuration from) {
        var reached = new HashSet<>(Set.of(from));
        var queue = new ArrayDeque<>(reached);
        while (!queue.isEmpty()) {
            for (var neighbour : space.neighbours(queue.remove())) {
                if (reached.add(neighbour)) {
                    queue.add(neighbour);
                }
            }
        }
        return reached;
    }
}
