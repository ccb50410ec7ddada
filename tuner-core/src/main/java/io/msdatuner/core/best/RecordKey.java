package io.msdatuner.core.best;

import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;

/**
 * What a served configuration is for. A record goes stale by key, not by age: another compiler or another kernel source
 * is another key.
 *
 * @param toolchain the compiler with its version and flags, as its backend names it
 * @param sourceDigest of the kernel's sources
 */
public record RecordKey(
        Kernel kernel,
        Shape shape,
        DeviceClass deviceClass,
        String toolchain,
        String sourceDigest,
        DeterminismWish determinism) {}
