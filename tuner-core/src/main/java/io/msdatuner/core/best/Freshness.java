package io.msdatuner.core.best;

import io.msdatuner.core.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;

/** How far the evidence of a record holds for what is installed now; the best first. */
public enum Freshness {
    /** Measured with this toolchain and these kernel sources, on this platform. */
    FRESH,
    /**
     * Measured with these kernel sources and another toolchain or platform, or with unknown ones: right, perhaps not fastest.
     */
    SUSPECT,
    /** Measured with other kernel sources. */
    STALE,
    /** Its configuration is none of the installed kernel: never served. */
    INCOMPATIBLE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(Freshness other) {
        return compareTo(other) <= 0;
    }

    /** @throws InvalidValueException if a caller cannot ask for this */
    public static Freshness parseLeast(String id) {
        return Arrays.stream(values())
                .filter(freshness -> freshness != INCOMPATIBLE && freshness.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("freshness", id, "fresh, suspect, stale"));
    }
}
