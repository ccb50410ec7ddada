package io.msdatuner.api.store;

import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.List;
import java.util.Optional;

/** Keeps results of other tuners, byte for byte. */
public interface ImportedResults {
    /** Keeps the bytes under this id for a problem; keeping them again changes nothing. */
    void keep(String id, Kernel kernel, Shape shape, DeviceClass deviceClass, byte[] body);

    Optional<byte[]> find(String id);

    /** Those of a problem, the newest first and at most so many. */
    List<byte[]> of(Kernel kernel, Shape shape, DeviceClass deviceClass, int most);
}
