package io.msdatuner.api.results;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads T4 results of bounded size and depth by the {@linkplain T4Rules rules of their schema}. Nothing in them is ever
 * evaluated.
 */
@Component
class T4Reader {

    private static final String FIELD = "results";
    private static final String CORRECT = "correct";
    private static final int DEEPEST = 8;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_NUMBER = 100;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * A result that ran and was right.
     *
     * @param medianMs over its run times, or the figure {@code time} that it states
     */
    record Timed(Configuration configuration, double medianMs) {}

    /**
     * How many results there are, and those that can be a hint.
     *
     * @param timed in their order
     */
    record Results(int count, List<Timed> timed) {}

    /** @throws InvalidValueException naming the first field that is not allowed */
    Results read(byte[] document) {
        var results = T4Rules.results(parse(document));
        var timed = new ArrayList<Timed>();
        for (var result : results) {
            timed(result).ifPresent(timed::add);
        }
        return new Results(results.size(), timed);
    }

    private JsonNode parse(byte[] document) {
        try {
            return json.readTree(document);
        } catch (JacksonException e) {
            throw new InvalidValueException(
                    FIELD, e.getOriginalMessage(), "T4 results in JSON, at most " + DEEPEST + " levels deep");
        }
    }

    private static Optional<Timed> timed(JsonNode result) {
        var medianMs = medianMs(result);
        return result.path("invalidity").asString("").equals(CORRECT) && medianMs.isPresent()
                ? configuration(result.path("configuration"))
                        .map(configuration -> new Timed(configuration, medianMs.getAsDouble()))
                : Optional.empty();
    }

    private static OptionalDouble medianMs(JsonNode result) {
        var runtimes = result.path("times").path("runtimes").valueStream();
        var sorted = runtimes.filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .filter(runtime -> runtime > 0)
                .sorted()
                .toArray();
        return sorted.length == 0 ? statedMs(result) : OptionalDouble.of(sorted[sorted.length / 2]);
    }

    private static OptionalDouble statedMs(JsonNode result) {
        return result.path("measurements")
                .valueStream()
                .filter(figure -> figure.path("name").asString("").equals("time")
                        && figure.path("value").isNumber())
                .mapToDouble(figure -> figure.path("value").asDouble())
                .filter(value -> value > 0)
                .findFirst();
    }

    /** Empty if any of its values is none that a parameter of this project can have. */
    private static Optional<Configuration> configuration(JsonNode values) {
        var configuration = new TreeMap<String, Value>();
        for (var value : values.properties()) {
            var text = value.getValue().isValueNode() ? value.getValue().asString("") : "";
            try {
                configuration.put(value.getKey(), Value.of(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new Configuration(configuration));
    }
}
