package io.msdatuner.api.store;

import java.util.regex.Pattern;

/**
 * Makes any Java text one that PostgreSQL can store, and back. PostgreSQL refuses NUL, and half of a surrogate pair has no
 * UTF-8 form; both occur in what compilers and killed workers print. Such a character stands as U+241B (symbol for escape)
 * and four hex digits, and so does U+241B itself; all other text is stored as it is.
 */
final class StorableText {
    private static final char ESCAPE = '\u241b';
    private static final Pattern REFUSED = Pattern.compile("[\\x{0}\\x{241b}\\x{d800}-\\x{dfff}]");
    private static final Pattern ESCAPED = Pattern.compile(ESCAPE + "([0-9a-f]{4})");

    private StorableText() {}

    static String encode(String text) {
        return REFUSED.matcher(text)
                .replaceAll(
                        match -> "%c%04x".formatted(ESCAPE, (int) match.group().charAt(0)));
    }

    static String decode(String stored) {
        if (stored.indexOf(ESCAPE) < 0) {
            return stored;
        }
        return ESCAPED.matcher(stored)
                .replaceAll(match -> Character.toString((char) Integer.parseInt(match.group(1), 16)));
    }
}
