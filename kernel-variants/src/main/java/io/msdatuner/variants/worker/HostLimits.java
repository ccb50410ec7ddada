package io.msdatuner.variants.worker;

import static java.util.stream.Collectors.joining;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker of this host can verify: it holds the tensors, and the reference's.
 *
 * @param dtypes that the backend's artifacts store
 */
public record HostLimits(HostMemory memory, Set<DType> dtypes) {
    private static final long MAX_TENSOR_ELEMENTS = Integer.MAX_VALUE - 8;
    /** Inputs and outputs are held twice, as Java arrays and in native memory, and the reference in double precision. */
    private static final int MEMORY_FACTOR = 6;

    /** Why a worker cannot verify a kernel for a shape; empty if it can. */
    public Optional<String> refusal(String backend, Kernel kernel, Shape shape) {
        if (!dtypes.contains(shape.dtype())) {
            return Optional.of("dtype=%s is not supported by backend %s; it supports dtype=%s"
                    .formatted(
                            shape.dtype(),
                            backend,
                            dtypes.stream().map(DType::id).collect(joining(", "))));
        }
        if (largestTensor(shape) > MAX_TENSOR_ELEMENTS) {
            return Optional.of("a tensor of %d elements is more than backend %s can verify; it verifies up to %d"
                    .formatted(largestTensor(shape), backend, MAX_TENSOR_ELEMENTS));
        }
        var needed = MEMORY_FACTOR * shape.bytes(kernel);
        if (needed > memory.availableBytes()) {
            return Optional.of("it needs about %d MiB to be verified and timed, this host has %d MiB"
                    .formatted(needed >> 20, memory.availableBytes() >> 20));
        }
        return Optional.empty();
    }

    private static long largestTensor(Shape shape) {
        return Math.max(Math.max(shape.valueElements(), shape.outputElements()), 2 * shape.pointCount());
    }
}
