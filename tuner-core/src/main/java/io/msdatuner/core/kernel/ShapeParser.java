package io.msdatuner.core.kernel;

import io.msdatuner.core.InvalidValueException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a shape's text form; every refusal names the field. */
final class ShapeParser {
    private static final String FORM = "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40 [dtype=float32] [locations=local]";
    private static final List<String> FIELDS = List.of("B", "Q", "H", "C", "P", "levels", "dtype", "locations");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final int MAX_LENGTH = 2_000;

    private final String text;
    private final Map<String, String> fields = new LinkedHashMap<>();

    ShapeParser(String text) {
        this.text = text;
    }

    Shape parse() {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidValueException("shape", text, "at most " + MAX_LENGTH + " characters, as " + FORM);
        }
        for (var part : text.strip().split("\\s+")) {
            readField(part);
        }
        return new Shape(
                number("B", Shape.MAX_BATCH),
                number("Q", Shape.MAX_QUERIES),
                number("H", Shape.MAX_HEADS),
                number("C", Shape.MAX_CHANNELS),
                number("P", Shape.MAX_POINTS),
                levels(),
                DType.parse(optional("dtype").orElse(DType.FLOAT32.id())),
                LocationDistribution.parse(optional("locations").orElse(LocationDistribution.LOCAL.id())));
    }

    private void readField(String part) {
        var equals = part.indexOf('=');
        var name = equals < 0 ? part : part.substring(0, equals);
        if (equals < 0 || !FIELDS.contains(name)) {
            throw new InvalidValueException("shape", part, "fields of the form " + FORM);
        }
        if (fields.put(name, part.substring(equals + 1)) != null) {
            throw new InvalidValueException("shape." + name, part, "each field once");
        }
    }

    private int number(String name, int max) {
        return number("shape." + name, required(name), max);
    }

    private static int number(String field, String digits, int max) {
        if (!NUMBER.matcher(digits).matches() || Long.parseLong(digits) > max) {
            throw new InvalidValueException(field, digits, "a whole number from 1 to " + max);
        }
        return Integer.parseInt(digits);
    }

    private List<Level> levels() {
        return Arrays.stream(required("levels").split(",", -1))
                .map(ShapeParser::level)
                .toList();
    }

    private static Level level(String part) {
        var sides = part.split("x", -1);
        if (sides.length != 2) {
            throw new InvalidValueException(
                    "shape.levels", part, "HEIGHTxWIDTH separated by commas, such as 80x80,40x40");
        }
        return new Level(
                number("shape.levels height", sides[0], Level.MAX_SIDE),
                number("shape.levels width", sides[1], Level.MAX_SIDE));
    }

    private String required(String name) {
        return optional(name)
                .orElseThrow(() -> new InvalidValueException("shape." + name, "(missing)", "the form " + FORM));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
