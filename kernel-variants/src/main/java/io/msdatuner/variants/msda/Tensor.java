package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.List;
import java.util.Map;

/** The output tensors of the kernels. */
public enum Tensor {
    /** [B, Q, H*C]. */
    OUTPUT("output"),
    /** [B, N, H, C]. */
    GRAD_VALUE("gradValue"),
    /** [B, Q, H, L, P, 2], with respect to (u, v). */
    GRAD_SAMPLING_LOCATIONS("gradSamplingLocations"),
    /** [B, Q, H, L, P]. */
    GRAD_ATTENTION_WEIGHTS("gradAttentionWeights");

    private final String id;

    Tensor(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public long elements(Shape shape) {
        return switch (this) {
            case OUTPUT -> shape.outputElements();
            case GRAD_VALUE -> shape.valueElements();
            case GRAD_SAMPLING_LOCATIONS -> 2 * shape.pointCount();
            case GRAD_ATTENTION_WEIGHTS -> shape.pointCount();
        };
    }

    /** Whether its elements have the shape's dtype, as value has; the others are always float32. */
    public boolean isStored() {
        return this == OUTPUT || this == GRAD_VALUE;
    }

    /** Of its elements, if value has this one. */
    public DType dtype(DType stored) {
        return isStored() ? stored : DType.FLOAT32;
    }

    /** This tensor's entry, which must be there. */
    public <T> T in(Map<Tensor, T> tensors) {
        var entry = tensors.get(this);
        if (entry == null) {
            throw new IllegalArgumentException("no tensor %s among %s".formatted(id, tensors.keySet()));
        }
        return entry;
    }

    /** What a kernel computes, in the order of its signature. */
    public static List<Tensor> of(Kernel kernel) {
        return kernel == Kernel.MSDA_FORWARD
                ? List.of(OUTPUT)
                : List.of(GRAD_VALUE, GRAD_SAMPLING_LOCATIONS, GRAD_ATTENTION_WEIGHTS);
    }
}
