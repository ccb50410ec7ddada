package io.msdatuner.core.kernel;

import static io.msdatuner.core.InvalidValueException.requireBetween;

/** The spatial size of one feature level in pixels. */
public record Level(int height, int width) {
    static final int MAX_SIDE = 32_768;

    public Level {
        requireBetween("shape.levels height", height, 1, MAX_SIDE);
        requireBetween("shape.levels width", width, 1, MAX_SIDE);
    }

    public long pixels() {
        return (long) height * width;
    }

    @Override
    public String toString() {
        return height + "x" + width;
    }
}
