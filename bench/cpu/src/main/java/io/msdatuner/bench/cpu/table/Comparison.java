package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.MedianEstimate;
import java.util.Locale;

/**
 * A rival and the tuned kernel on the same inputs, measured side by side.
 *
 * @param subject what was computed, for example {@code ddetr_enc forward}
 * @param rival who else computed it; in {@link Part#E} the machine's bound
 */
record Comparison(
        Part part,
        String subject,
        String rival,
        CachePolicy cache,
        MedianEstimate rivalTime,
        MedianEstimate tunedTime) {
    private static final double NS_PER_MS = 1e6;

    /** How many times faster the tuned kernel is. */
    double ratio() {
        return rivalTime.medianNs() / tunedTime.medianNs();
    }

    /** The table's row; its ratio's interval is what the two intervals allow at worst. */
    String row() {
        var low = rivalTime.ciLowNs() / tunedTime.ciHighNs();
        var high = rivalTime.ciHighNs() / tunedTime.ciLowNs();
        var ratio = part == Part.E ? interval(1 / ratio(), 1 / high, 1 / low) : interval(ratio(), low, high);
        return "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        part.id(),
                        subject,
                        rival,
                        cache == CachePolicy.WARM ? "hot" : "cold",
                        milliseconds(rivalTime),
                        milliseconds(tunedTime),
                        ratio);
    }

    private static String milliseconds(MedianEstimate time) {
        return interval(time.medianNs() / NS_PER_MS, time.ciLowNs() / NS_PER_MS, time.ciHighNs() / NS_PER_MS);
    }

    private static String interval(double middle, double low, double high) {
        return "%s (%s to %s)".formatted(digits(middle), digits(low), digits(high));
    }

    /** Three significant digits, or all before the point. */
    private static String digits(double number) {
        var decimals = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
}
