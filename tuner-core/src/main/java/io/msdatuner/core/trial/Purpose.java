package io.msdatuner.core.trial;

import java.util.Locale;

/** Why a trial was made. */
public enum Purpose {
    /** A fixed comparison, before the search. */
    BASELINE,
    /** The strategy asked for it; only these use the budget of trials. */
    SEARCH,
    /** Measured again, interleaved with the other finalists and the baselines, before anything is promoted. */
    FINAL;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
