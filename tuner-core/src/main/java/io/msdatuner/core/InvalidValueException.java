package io.msdatuner.core;

import org.jspecify.annotations.Nullable;

/**
 * A caller gave a value that is not allowed. The message names the field, the value and what is allowed; nothing was
 * changed. Interfaces for people and programs report it as the caller's mistake.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private final String field;
    private final String value;
    private final String allowed;

    public InvalidValueException(String field, Object value, String allowed) {
        super("%s: '%s' is not allowed; allowed: %s".formatted(field, shorten(String.valueOf(value)), allowed));
        this.field = field;
        this.value = shorten(String.valueOf(value));
        this.allowed = allowed;
    }

    /** Checks that {@code value} lies in {@code [low, high]} and returns it. */
    public static int requireBetween(String field, int value, int low, int high) {
        if (value < low || value > high) {
            throw new InvalidValueException(field, value, "a whole number from " + low + " to " + high);
        }
        return value;
    }

    /** Checks that a value is given and returns it. */
    public static String requireGiven(String field, @Nullable String value, String allowed) {
        if (value == null) {
            throw new InvalidValueException(field, "(nothing)", allowed);
        }
        return value;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public String allowed() {
        return allowed;
    }

    private static String shorten(String text) {
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }
}
