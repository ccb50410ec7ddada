package io.msdatuner.core.run;

/**
 * @param parallel builds at once, at least 1
 * @param besideMeasurement true if there are spare cores, so that a build does not disturb a measurement
 */
public record BuildSlots(int parallel, boolean besideMeasurement) {
    public BuildSlots {
        if (parallel < 1) {
            throw new IllegalArgumentException("at least one build at a time");
        }
    }
}
