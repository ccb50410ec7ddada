package io.msdatuner.variants.worker;

import io.msdatuner.variants.msda.Tensor;
import java.nio.file.Path;
import java.util.Map;

/** One problem's buffers on a device, in the worker process. Variants are loaded into it and share its outputs. */
public interface DeviceSession extends AutoCloseable {
    /** @throws LaunchRefusedException if the artifact or its arguments cannot be launched */
    LoadedVariant load(Path artifact, Map<String, Long> launch) throws LaunchRefusedException;

    /** Fills all outputs with NaN, so that what a variant does not write shows. */
    void poisonOutputs();

    float[] read(Tensor tensor);

    @Override
    void close();
}
