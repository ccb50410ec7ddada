package io.msdatuner.api.best;

import io.msdatuner.core.trial.MedianEstimate;
import java.util.Map;
import java.util.TreeMap;

/** A median with its 95 % confidence interval, in ns per launch. */
public record MedianResource(double medianNs, double ciLowNs, double ciHighNs, int samples) {

    public static MedianResource of(MedianEstimate median) {
        return new MedianResource(median.medianNs(), median.ciLowNs(), median.ciHighNs(), median.samples());
    }

    /** By name, sorted. */
    public static Map<String, MedianResource> of(Map<String, MedianEstimate> medians) {
        var resources = new TreeMap<String, MedianResource>();
        medians.forEach((name, median) -> resources.put(name, of(median)));
        return resources;
    }
}
