package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Value;

/**
 * A parameter as a model sees it.
 *
 * @param slot where it stands among the space's parameters
 * @param size how many values it has
 * @param ordered true if positions that lie close together are alike; false for words, of which each is a case of its own
 */
public record Axis(int slot, int size, boolean ordered) {

    static Axis of(int slot, Parameter parameter) {
        var ordered = parameter.values().size() > 2
                && parameter.values().stream().allMatch(Axis::isNumber);
        return new Axis(slot, parameter.values().size(), ordered);
    }

    /** 0 for the same value, 1 for the farthest. */
    public double distance(int one, int other) {
        if (!ordered) {
            return one == other ? 0 : 1;
        }
        return Math.abs(one - other) / (size - 1.0);
    }

    private static boolean isNumber(Value value) {
        try {
            return Double.isFinite(Double.parseDouble(value.text()));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
