package io.msdatuner.api.paging;

import io.msdatuner.core.InvalidValueException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many items a page has at most. */
public final class PageSize {

    private static final int DEFAULT = 50;
    private static final int MAX = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private PageSize() {}

    /** @throws InvalidValueException if the text is no number from 1 to 200 */
    public static int parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT;
        }
        var size = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (size < 1 || size > MAX) {
            throw new InvalidValueException("pageSize", text, "a whole number from 1 to " + MAX);
        }
        return size;
    }
}
