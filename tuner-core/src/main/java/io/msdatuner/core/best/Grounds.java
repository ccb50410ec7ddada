package io.msdatuner.core.best;

import java.util.Arrays;
import java.util.Locale;

/**
 * Why a record is served, or still is.
 *
 * @param pairs how many times champion and challenger were timed side by side
 * @param wins in how many of them the challenger was clearly the faster
 * @param gain how many times faster the challenger was: the median over the pairs, 1 without any
 */
public record Grounds(Kind kind, int pairs, int wins, double gain) {
    /** What was decided. */
    public enum Kind {
        /** Nothing was served for the key before. */
        FIRST,
        /** The champion won its own finals: the same configuration with newer evidence. */
        RENEWED,
        /** The challenger was proven faster, pair by pair. */
        WON,
        /** The champion does not work any more. */
        CHAMPION_FAILED,
        /** The challenger was not proven faster, so the champion stays. */
        KEPT,
        /** Somebody went back to what was served before. */
        ROLLED_BACK;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Kind of(String id) {
            return Arrays.stream(values())
                    .filter(kind -> kind.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no grounds are called " + id));
        }
    }

    public Grounds {
        if (wins < 0 || wins > pairs || !(gain > 0)) {
            throw new IllegalArgumentException("no grounds: %d of %d pairs won, gain %s".formatted(wins, pairs, gain));
        }
    }

    /** For what needs no comparison. */
    public static Grounds of(Kind kind) {
        return new Grounds(kind, 0, 0, 1);
    }

    /** Whether another record is served than before. */
    public boolean promotes() {
        return kind != Kind.KEPT;
    }
}
