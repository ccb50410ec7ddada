package io.msdatuner.core.testkit;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Constraint;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Value;
import java.util.List;
import java.util.TreeMap;

/** Small example spaces, one for each thing that a strategy or a campaign can stumble over. */
public final class Spaces {
    private Spaces() {}

    /** One configuration: {@code only=1}. */
    public static Space single() {
        return new Space(List.of(Parameter.compileTime("only", 1)), List.of());
    }

    /** Two independent parameters, 12 configurations; {@code chunk} is launch-time. */
    public static Space independent() {
        return new Space(
                List.of(Parameter.compileTime("tile", 1, 2, 4, 8), Parameter.launchTime("chunk", 16, 32, 64)),
                List.of());
    }

    /** {@code tile * unroll <= 16} and {@code threads} apart from both: 26 of 32 configurations. */
    public static Space constrained() {
        return new Space(
                List.of(
                        Parameter.compileTime("tile", 1, 2, 4, 8),
                        Parameter.compileTime("unroll", 1, 2, 4, 8),
                        Parameter.launchTime("threads", 1, 2)),
                List.of(Constraint.of(
                        "a tile times its unrolling fits 16 registers",
                        values -> values.number("tile") * values.number("unroll") <= 16,
                        "tile",
                        "unroll")));
    }

    /** {@code distance} matters only with {@code prefetch=on}; otherwise it is 0: 8 of 16 configurations. */
    public static Space conditional() {
        return new Space(
                List.of(
                        Parameter.compileTime("prefetch", "off", "on"),
                        Parameter.compileTime("distance", 0, 4, 8, 16),
                        Parameter.launchTime("threads", 1, 2)),
                List.of(Constraint.of(
                        "a prefetch distance exactly with prefetching",
                        values -> values.is("prefetch", "on") == values.number("distance") > 0,
                        "prefetch",
                        "distance")));
    }

    /** Seven independent parameters of ten values: 10^7 configurations. */
    public static Space large() {
        var digits = new Object[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        var parameters = List.of("a", "b", "c", "d", "e", "f", "g").stream()
                .map(name -> Parameter.launchTime(name, digits))
                .toList();
        return new Space(parameters, List.of());
    }

    /** A configuration from names and values in turn: {@code configuration("tile", 4, "unroll", 2)}. */
    public static Configuration configuration(Object... namesAndValues) {
        var values = new TreeMap<String, Value>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i].toString(), Value.of(namesAndValues[i + 1].toString()));
        }
        return new Configuration(values);
    }
}
