package io.msdatuner.bench.cpu.record;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Candidate;

/**
 * A space that is to be recorded.
 *
 * @param workload the shape's name in the recording's name
 */
record Recording(String workload, Kernel kernel, Shape shape, Space space, String deviceClass) {
    /** For example {@code msda-forward-rtdetr_dec-cpu-amd-epyc-f26m2-2c}. */
    String name() {
        return "%s-%s-%s".formatted(kernel, workload, deviceClass);
    }

    Variant variant(long index) {
        return new Variant(kernel, shape, Candidate.tuned(space.at(index)));
    }
}
