package io.msdatuner.core.trial;

/**
 * How far a simulated time may be off, in ns: the same device in hardware is expected to take a time between the two. It
 * says what the model knows, not how the samples scatter, so more samples do not make it narrower.
 */
public record ModelBand(double lowNs, double highNs) {
    public ModelBand {
        if (!(0 <= lowNs && lowNs <= highNs && highNs < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("no band: %s to %s ns".formatted(lowNs, highNs));
        }
    }
}
