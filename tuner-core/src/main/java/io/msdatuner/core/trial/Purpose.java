package io.msdatuner.core.trial;

import java.util.Locale;

/** Why a trial was made. */
public enum Purpose {
    /** A fixed comparison, before the search. */
    BASELINE,
    /** The strategy asked for it; only these use the budget of trials. */
    SEARCH,
    /** Measured again, interleaved with the other finalists and the baselines, before anything is promoted. */
    FINAL,
    /** A winner of finals beside the champion whose place it would take. */
    CHALLENGE;

    /** Whether candidates that are known already are measured again, which tells a search nothing. */
    public boolean isRemeasurement() {
        return this == FINAL || this == CHALLENGE;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
