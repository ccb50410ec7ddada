package io.msdatuner.core.trial;

import java.util.Locale;

/** What the caches hold when a timed launch starts. */
public enum CachePolicy {
    /** What the launch before left there. */
    WARM,
    /** Nothing of the problem: a buffer larger than the caches is written before each launch. */
    COLD;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
