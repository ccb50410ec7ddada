package io.msdatuner.api.best;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.core.trial.MedianEstimate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A median with its 95 % confidence interval, in ns per launch.
 *
 * @param modelBand how far it may be off if it is simulated; left out otherwise
 */
public record MedianResource(
        double medianNs,
        double ciLowNs,
        double ciHighNs,
        int samples,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BandResource modelBand) {

    public static MedianResource of(MedianEstimate median) {
        return new MedianResource(
                median.medianNs(),
                median.ciLowNs(),
                median.ciHighNs(),
                median.samples(),
                BandResource.of(median.band()));
    }

    /** By name, sorted. */
    public static Map<String, MedianResource> of(Map<String, MedianEstimate> medians) {
        var resources = new TreeMap<String, MedianResource>();
        medians.forEach((name, median) -> resources.put(name, of(median)));
        return resources;
    }
}
