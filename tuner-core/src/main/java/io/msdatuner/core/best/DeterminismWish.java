package io.msdatuner.core.best;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.trial.Determinism;
import java.util.Arrays;
import java.util.Locale;

/** What a caller needs of the served configuration. */
public enum DeterminismWish {
    /** The fastest, whatever its determinism. */
    ANY,
    /** The fastest that is bitwise repeatable. */
    BITWISE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean accepts(Determinism determinism) {
        return this == ANY || determinism == Determinism.BITWISE_REPEATABLE;
    }

    /** @throws InvalidValueException if no wish has this name */
    public static DeterminismWish parse(String id) {
        return Arrays.stream(values())
                .filter(wish -> wish.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("determinism", id, "any, bitwise"));
    }
}
