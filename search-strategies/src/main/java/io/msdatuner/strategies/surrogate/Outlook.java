package io.msdatuner.strategies.surrogate;

/**
 * How one model sees a space.
 *
 * @param view what it sees besides the parameters
 * @param logLength the expected logarithm of the distance, 1 being that of the first and the last value, over which times
 *     stay alike
 */
public record Outlook(Axis.View view, double logLength) {}
