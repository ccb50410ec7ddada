package io.msdatuner.core.kernel;

import io.msdatuner.core.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How elements of value, output and their gradients are stored. */
public enum DType {
    FLOAT32(4),
    FLOAT16(2),
    BFLOAT16(2);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidValueException if no dtype has this name */
    public static DType parse(String id) {
        return Arrays.stream(values())
                .filter(dtype -> dtype.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "shape.dtype",
                        id,
                        Arrays.stream(values()).map(DType::id).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return id();
    }
}
