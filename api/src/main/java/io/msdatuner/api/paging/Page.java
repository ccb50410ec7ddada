package io.msdatuner.api.paging;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Some items of a listing, and the token of the next page if there is one. */
public record Page<T>(List<T> items, Optional<String> nextPageToken) {

    public Page {
        items = List.copyOf(items);
    }

    /** @param oneMore up to {@code size + 1} items; that there is one more than a page holds says that another follows */
    public static <T> Page<T> of(
            List<T> oneMore, int size, ToLongFunction<T> position, PageTokens tokens, String listing) {
        if (oneMore.size() <= size) {
            return new Page<>(oneMore, Optional.empty());
        }
        var items = oneMore.subList(0, size);
        return new Page<>(items, Optional.of(tokens.issue(listing, position.applyAsLong(items.get(size - 1)))));
    }
}
