package io.msdatuner.variants.worker;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.run.Backend;

/** A backend whose devices are reached through worker processes, and so can also verify variants on reference vectors. */
public interface WorkerBackend extends Backend {
    @Override
    WorkerRunner runner(Device device);
}
