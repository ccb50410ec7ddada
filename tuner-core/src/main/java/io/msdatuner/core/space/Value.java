package io.msdatuner.core.space;

import java.util.regex.Pattern;

/**
 * One value of a parameter: a word or a number, as text of letters, digits, {@code . + -} and {@code _}. The text is the
 * identity, so a value means the same in SQL, JSON, a macro and a file name.
 */
public record Value(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.+_-]{1,64}");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    public Value {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is no parameter value: %s".formatted(text, FORM.pattern()));
        }
    }

    public static Value of(long number) {
        return new Value(Long.toString(number));
    }

    public static Value of(String text) {
        return new Value(text);
    }

    public boolean isWhole() {
        return WHOLE.matcher(text).matches();
    }

    /** @throws NumberFormatException if the value is no whole number */
    public long asLong() {
        return Long.parseLong(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
