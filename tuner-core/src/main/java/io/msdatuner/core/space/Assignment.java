package io.msdatuner.core.space;

/** Values of parameters by name, as a constraint sees them. */
@FunctionalInterface
public interface Assignment {
    /** @throws IllegalArgumentException if the parameter has no value here */
    Value value(String parameter);

    default long number(String parameter) {
        return value(parameter).asLong();
    }

    default boolean is(String parameter, String value) {
        return value(parameter).text().equals(value);
    }
}
