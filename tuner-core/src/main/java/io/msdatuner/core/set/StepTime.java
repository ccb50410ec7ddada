package io.msdatuner.core.set;

import io.msdatuner.core.trial.MedianEstimate;
import java.util.List;
import java.util.Optional;

/**
 * What all launches of one training step take together, in ns: the joint objective of a set, forward plus backward.
 *
 * @param medianNs the sum of launches times median
 * @param lowNs the same sum over the lower ends of the intervals, or of the model bands where times are simulated
 * @param highNs the same sum over the upper ends; both ends bound the sum with at least the confidence of a single interval if
 *     errors do not share a sign, and are wider than needed if they are independent
 */
public record StepTime(double medianNs, double lowNs, double highNs) {

    /** A time of each launch of a step. */
    public record Part(int launches, Optional<MedianEstimate> time) {}

    /** Empty if the time of any part is not known. */
    public static Optional<StepTime> of(List<Part> parts) {
        var sum = new StepTime(0, 0, 0);
        for (var part : parts) {
            if (part.time().isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(part.launches(), part.time().get());
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private StepTime plus(int launches, MedianEstimate time) {
        var low = time.band().map(band -> band.lowNs()).orElse(time.ciLowNs());
        var high = time.band().map(band -> band.highNs()).orElse(time.ciHighNs());
        return new StepTime(medianNs + launches * time.medianNs(), lowNs + launches * low, highNs + launches * high);
    }

    /** How many times faster this step is than another one. */
    public double speedupOver(StepTime other) {
        return other.medianNs / medianNs;
    }
}
