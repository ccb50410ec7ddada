package io.msdatuner.api.cli;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import io.msdatuner.core.space.Value;
import io.msdatuner.strategies.recorded.ListedSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A space that another program listed, with its numbers for the configurations. Its parameters get names of ours: the
 * strategies look at none, and another program's may hold any character.
 */
final class ForeignSpace {
    private final Space space;
    private final Map<Long, Integer> numbers = new HashMap<>();

    private ForeignSpace(List<Parameter> parameters, List<int[]> configurations) {
        this.space = ListedSpace.of(parameters, configurations);
        for (var number = 0; number < configurations.size(); number++) {
            numbers.put(space.indexOf(configurations.get(number)), number);
        }
    }

    /** @throws CommandFailure if the document lists no space */
    static ForeignSpace read(JsonNode opening) {
        try {
            return new ForeignSpace(parameters(opening.path("params")), configurations(opening.path("configs")));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "the first line lists no space: " + e.getMessage(), e);
        }
    }

    Space space() {
        return space;
    }

    int numberOf(Configuration configuration) {
        return Objects.requireNonNull(numbers.get(space.indexOf(configuration)), "every configuration is listed");
    }

    private static List<Parameter> parameters(JsonNode params) {
        var parameters = new ArrayList<Parameter>();
        for (var param : params) {
            var values = new ArrayList<Value>();
            param.path("values").forEach(value -> values.add(value(value, values.size())));
            parameters.add(new Parameter("p" + parameters.size(), Stage.COMPILE_TIME, values));
        }
        return parameters;
    }

    /** A number stays one. Any other value only has to differ from the rest. */
    private static Value value(JsonNode value, int position) {
        return value.isNumber() ? Value.of(value.asString()) : Value.of("value" + position);
    }

    private static List<int[]> configurations(JsonNode configs) {
        var configurations = new ArrayList<int[]>();
        for (var config : configs) {
            var positions = new int[config.size()];
            Arrays.setAll(positions, p -> config.get(p).asInt(-1));
            configurations.add(positions);
        }
        return configurations;
    }
}
