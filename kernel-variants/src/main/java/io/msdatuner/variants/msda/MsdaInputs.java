package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.Shape;

/**
 * The inputs of one launch, row-major: value [B, N, H, C], locations [B, Q, H, L, P, 2] as (x, y), weights
 * [B, Q, H, L, P], gradOutput [B, Q, H*C]. The arrays are shared, not copied: they can be gigabytes.
 */
public record MsdaInputs(Shape shape, float[] value, float[] locations, float[] weights, float[] gradOutput) {
    public MsdaInputs {
        requireLength("value", value, shape.valueElements());
        requireLength("locations", locations, 2 * shape.pointCount());
        requireLength("weights", weights, shape.pointCount());
        requireLength("gradOutput", gradOutput, shape.outputElements());
    }

    private static void requireLength(String name, float[] array, long length) {
        if (array.length != length) {
            throw new IllegalArgumentException("%s has %d elements, needs %d".formatted(name, array.length, length));
        }
    }
}
