package io.msdatuner.core.space;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** An ordered, finite, non-empty list of distinct values under a name. */
public record Parameter(String name, Stage stage, List<Value> values) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    public Parameter {
        values = List.copyOf(values);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'%s' is no parameter name: %s".formatted(name, NAME.pattern()));
        }
        if (values.isEmpty() || new HashSet<>(values).size() != values.size()) {
            throw new IllegalArgumentException("parameter %s needs distinct values, has %s".formatted(name, values));
        }
    }

    public static Parameter compileTime(String name, Object... values) {
        return new Parameter(name, Stage.COMPILE_TIME, toValues(values));
    }

    public static Parameter launchTime(String name, Object... values) {
        return new Parameter(name, Stage.LAUNCH_TIME, toValues(values));
    }

    /** The value's 0-based position, or -1 if the parameter does not have it. */
    public int positionOf(Value value) {
        return values.indexOf(value);
    }

    private static List<Value> toValues(Object... values) {
        return Arrays.stream(values).map(value -> Value.of(value.toString())).toList();
    }
}
