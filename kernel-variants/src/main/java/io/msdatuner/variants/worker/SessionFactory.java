package io.msdatuner.variants.worker;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.variants.msda.MsdaInputs;

/** Puts a problem on the worker's device. */
@FunctionalInterface
public interface SessionFactory {
    DeviceSession open(Kernel kernel, MsdaInputs inputs);
}
