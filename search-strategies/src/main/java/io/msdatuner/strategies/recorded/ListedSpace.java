package io.msdatuner.strategies.recorded;

import io.msdatuner.core.space.Assignment;
import io.msdatuner.core.space.Constraint;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A space of which the valid configurations are listed, and not the constraints. The list is turned into constraints on
 * the first two parameters, the first three and so on, so that enumerating the space leaves a dead end at its first step.
 */
public final class ListedSpace {
    private final List<Parameter> parameters;
    private final List<Map<Value, Integer>> positions = new ArrayList<>();

    private ListedSpace(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
        for (var parameter : parameters) {
            var ofValue = new HashMap<Value, Integer>();
            parameter.values().forEach(value -> ofValue.put(value, ofValue.size()));
            positions.add(ofValue);
        }
    }

    /**
     * @param configurations the value positions of each valid configuration
     * @throws IllegalArgumentException if a configuration has another length or a position that its parameter lacks
     */
    public static Space of(List<Parameter> parameters, List<int[]> configurations) {
        return new ListedSpace(parameters).space(configurations);
    }

    private Space space(List<int[]> configurations) {
        configurations.forEach(this::check);
        var constraints = new ArrayList<Constraint>();
        for (var length = Math.min(2, parameters.size()); length <= parameters.size(); length++) {
            constraints.add(prefixIsListed(length, configurations));
        }
        return new Space(parameters, constraints);
    }

    private void check(int[] configuration) {
        if (configuration.length != parameters.size()) {
            throw new IllegalArgumentException("a configuration has %d positions for %d parameters"
                    .formatted(configuration.length, parameters.size()));
        }
        for (var p = 0; p < configuration.length; p++) {
            if (configuration[p] < 0
                    || configuration[p] >= parameters.get(p).values().size()) {
                throw new IllegalArgumentException("parameter %s has no value at position %d"
                        .formatted(parameters.get(p).name(), configuration[p]));
            }
        }
    }

    private Constraint prefixIsListed(int length, List<int[]> configurations) {
        Set<Long> listed = new HashSet<>();
        configurations.forEach(configuration -> listed.add(code(configuration, length)));
        var names = parameters.subList(0, length).stream().map(Parameter::name).toArray(String[]::new);
        return Constraint.of("the configuration is listed", values -> listed.contains(code(values, length)), names);
    }

    private long code(int[] configuration, int length) {
        var code = 0L;
        for (var p = 0; p < length; p++) {
            code = append(code, p, configuration[p]);
        }
        return code;
    }

    private long code(Assignment values, int length) {
        var code = 0L;
        for (var p = 0; p < length; p++) {
            var position = positions.get(p).get(values.value(parameters.get(p).name()));
            code = append(code, p, position == null ? -1 : position);
        }
        return code;
    }

    private long append(long code, int p, int position) {
        return Math.addExact(
                Math.multiplyExact(code, (long) parameters.get(p).values().size()), position);
    }
}
