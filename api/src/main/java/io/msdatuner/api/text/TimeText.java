package io.msdatuner.api.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Times and factors as people read them. */
public final class TimeText {
    private static final int DIGITS = 4;

    private TimeText() {}

    /** Four digits in the largest of ns, us, ms and s that keeps the number at 1 or above. */
    public static String ofNs(double ns) {
        var rounded = new BigDecimal(ns).round(new MathContext(DIGITS)).doubleValue();
        if (rounded < 1e3) {
            return digits(rounded) + " ns";
        } else if (rounded < 1e6) {
            return digits(rounded / 1e3) + " us";
        } else if (rounded < 1e9) {
            return digits(rounded / 1e6) + " ms";
        }
        return digits(rounded / 1e9) + " s";
    }

    private static String digits(double number) {
        var integral = number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : DIGITS;
        return String.format(Locale.ROOT, "%." + (DIGITS - integral) + "f", number);
    }

    public static String factor(double factor) {
        return String.format(Locale.ROOT, "%.2fx", factor);
    }

    /** Whole seconds up to two minutes, then minutes, then hours. */
    public static String left(Duration time) {
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return time.toSeconds() + " s";
        }
        return time.compareTo(Duration.ofHours(2)) < 0 ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}
