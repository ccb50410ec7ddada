package io.msdatuner.api.store;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.Collection;
import java.util.List;

/** Keeps what was looked up and could only be answered with the default. */
public interface MissLedger {
    /** Adds these to what was counted before, all or none. */
    void add(Collection<Miss> misses);

    /** All of a class, the most wanted first. */
    List<Miss> of(DeviceClass deviceClass);

    /** @param lookups how often */
    record Miss(Kernel kernel, Shape shape, DeviceClass deviceClass, DeterminismWish determinism, long lookups) {}
}
