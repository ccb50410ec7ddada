package io.msdatuner.core.kernel;

import io.msdatuner.core.InvalidValueException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A function with a reference, tuned in variants. */
public enum Kernel {
    /** value, locations, weights to output. */
    MSDA_FORWARD("msda-forward"),
    /** value, locations, weights, gradient of the output to the gradients of value, locations and weights. */
    MSDA_BACKWARD("msda-backward");

    private final String id;

    Kernel(String id) {
        this.id = id;
    }

    /** The name used in SQL, JSON, URLs and on the command line. */
    public String id() {
        return id;
    }

    /** @throws InvalidValueException if no kernel has this name */
    public static Kernel parse(String id) {
        return Arrays.stream(values())
                .filter(kernel -> kernel.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "kernel", id, Arrays.stream(values()).map(Kernel::id).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return id;
    }
}
