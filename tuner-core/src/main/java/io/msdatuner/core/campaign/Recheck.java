package io.msdatuner.core.campaign;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What a short campaign compares instead of searching, to learn whether a record still holds that was measured with another
 * toolchain or on another platform: the champion, the default and the fastest few of the campaign that made the record, in
 * interleaved blocks.
 *
 * @param fastest of the original campaign, the champion among them or not
 * @param deviceTime the most that timing all candidates may take
 */
public record Recheck(List<Configuration> fastest, Duration deviceTime) {
    /** The strategy of such campaigns: none that searches has this name. */
    public static final String STRATEGY = "recheck";

    /** The champion, the default and the fastest few. */
    public static final int MOST_CANDIDATES = 2 + Recheck.FASTEST;

    private static final int FASTEST = 2;
    /** Of the device time of the original campaign. */
    private static final double SHARE = 0.05;
    /** Of a candidate's time. */
    private static final int WARM_UP_SHARE = 10;

    public Recheck {
        fastest = List.copyOf(fastest);
    }

    /** @param original the trials of the campaign that made the record */
    public static Recheck of(List<Trial> original) {
        var fastest = original.stream()
                .filter(trial -> trial.candidate().isTuned() && trial.median().isPresent())
                .sorted(Comparator.comparingDouble(
                        trial -> trial.median().orElseThrow().medianNs()))
                .map(trial -> trial.candidate().configuration())
                .distinct()
                .limit(FASTEST)
                .toList();
        return new Recheck(
                fastest, Duration.ofNanos((long) (deviceTime(original).toNanos() * SHARE)));
    }

    /** How long a device was warmed up and timed in all these trials. */
    static Duration deviceTime(List<Trial> trials) {
        var ns = trials.stream()
                .flatMap(trial -> trial.measured().stream())
                .mapToLong(Recheck::deviceTimeNs)
                .sum();
        return Duration.ofNanos(ns);
    }

    private static long deviceTimeNs(Outcome.Measured measured) {
        var measurement = measured.measurement();
        return measurement.policy().warmUp().toNanos() + measurement.timedNs();
    }

    /** As finals are timed, but shorter: all candidates together take at most the device time, unless a launch is long. */
    MeasurementPolicy policy(MeasurementPolicy deciding, int candidates) {
        var each = deviceTime.dividedBy(candidates);
        var warmUp = shorter(deciding.warmUp(), each.dividedBy(WARM_UP_SHARE));
        var blockTime = shorter(deciding.blockTime(), each.minus(warmUp).dividedBy(deciding.blocks()));
        return new MeasurementPolicy(
                deciding.cache(),
                warmUp,
                deciding.blocks(),
                blockTime,
                deciding.maxSamplesPerBlock(),
                shorter(deciding.maxTime(), each));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
