package io.msdatuner.api.best;

import io.msdatuner.core.InvalidValueException;
import java.util.Arrays;
import java.util.List;

/** What an answer is made from. */
enum Match {
    /** A record of this very problem. */
    EXACT("exact"),
    /** What the trials of other shapes let expect. */
    NEAREST("nearest"),
    /** What an untuned user would get. */
    DEFAULT("default");

    private final String id;

    Match(String id) {
        this.id = id;
    }

    /** The name in JSON and metrics. */
    String id() {
        return id;
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Match::id).toList();
    }

    /** @throws InvalidValueException if none has this id */
    static Match of(String id) {
        return Arrays.stream(values())
                .filter(match -> match.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("match", id, String.join(", ", ids())));
    }
}
