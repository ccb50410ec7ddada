package io.msdatuner.core.trial;

import java.util.Arrays;
import java.util.Locale;

/** Whether a variant gives the same bits on every run of the same inputs on the same device. */
public enum Determinism {
    /** By construction, and observed in verification. */
    BITWISE_REPEATABLE,
    /** Sums may be taken in another order on each run. */
    ORDER_DEPENDENT;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Determinism parse(String id) {
        return Arrays.stream(values())
                .filter(determinism -> determinism.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no determinism label is called " + id));
    }
}
