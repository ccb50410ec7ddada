package io.msdatuner.api.results;

import io.msdatuner.core.InvalidValueException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rules of the "Open Autotuning Results Schema", T4 results 1.0.0, as Kernel Tuner ships it
 * (https://github.com/KernelTuner/kernel_tuner, kernel_tuner/schema/T4/1.0.0/results-schema.json). Fields that the schema does
 * not name are allowed there, so they are here.
 */
final class T4Rules {

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}");
    private static final Set<String> INVALIDITIES =
            Set.of("timeout", "compile", "runtime", "correctness", "constraints", "correct");
    private static final List<String> NUMBERS =
            List.of("compilation_time", "framework", "search_algorithm", "validation");
    private static final int MOST_RESULTS = 100_000;

    private T4Rules() {}

    /**
     * The results of a document that follows the rules.
     *
     * @throws InvalidValueException naming the first field that does not
     */
    static JsonNode results(JsonNode document) {
        require("results", document, JsonNode::isObject, "an object with schema_version and results");
        optional("schema_version", document.get("schema_version"), T4Rules::isVersion, "major.minor.patch");
        var results = document.path("results");
        require("results", results, JsonNode::isArray, "an array of results");
        if (results.size() > MOST_RESULTS) {
            throw new InvalidValueException("results", results.size() + " of them", "at most " + MOST_RESULTS);
        }
        for (var number = 0; number < results.size(); number++) {
            check("results[" + number + "]", results.get(number));
        }
        return results;
    }

    private static void check(String where, JsonNode result) {
        require(where, result, JsonNode::isObject, "an object");
        require(
                where + ".configuration",
                result.path("configuration"),
                JsonNode::isObject,
                "an object; it is required");
        require(where + ".times", result.path("times"), JsonNode::isObject, "an object; it is required");
        require(where + ".correctness", result.path("correctness"), JsonNode::isNumber, "a number; it is required");
        require(
                where + ".invalidity",
                result.path("invalidity"),
                word -> word.isString() && INVALIDITIES.contains(word.stringValue()),
                String.join(", ", INVALIDITIES.stream().sorted().toList()));
        optional(where + ".timestamp", result.get("timestamp"), JsonNode::isString, "a text");
        optional(where + ".objectives", result.get("objectives"), JsonNode::isArray, "an array");
        optional(where + ".times.runtimes", result.path("times").get("runtimes"), JsonNode::isArray, "an array");
        NUMBERS.forEach(name ->
                optional(where + ".times." + name, result.path("times").get(name), JsonNode::isNumber, "a number"));
        optional(where + ".measurements", result.get("measurements"), JsonNode::isArray, "an array");
        var measurements = result.path("measurements");
        for (var number = 0; number < measurements.size(); number++) {
            checkFigure(where + ".measurements[" + number + "]", measurements.get(number));
        }
    }

    private static void checkFigure(String where, JsonNode figure) {
        require(where, figure, JsonNode::isObject, "an object");
        optional(where + ".name", figure.get("name"), JsonNode::isString, "a text");
        optional(where + ".unit", figure.get("unit"), JsonNode::isString, "a text");
        optional(
                where + ".value",
                figure.get("value"),
                value -> value.isNumber() || value.isString() || value.isArray(),
                "a number, a text or an array");
    }

    private static boolean isVersion(JsonNode node) {
        return node.isString() && VERSION.matcher(node.stringValue()).matches();
    }

    private static void optional(String field, @Nullable JsonNode node, Predicate<JsonNode> rule, String allowed) {
        if (node != null) {
            require(field, node, rule, allowed);
        }
    }

    private static void require(String field, JsonNode node, Predicate<JsonNode> rule, String allowed) {
        if (!rule.test(node)) {
            throw new InvalidValueException(field, shortened(node), allowed);
        }
    }

    private static String shortened(JsonNode node) {
        var text = node.isMissingNode()
                ? "(nothing)"
                : node.isContainer() ? node.getNodeType().name() : node.toString();
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
