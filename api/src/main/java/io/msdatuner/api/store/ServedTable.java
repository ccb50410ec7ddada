package io.msdatuner.api.store;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import java.util.List;

/** What is served, read from the table each time: for those who cannot wait until a {@link RecordFeed} has told all of it. */
public interface ServedTable {

    /**
     * With any toolchain and any kernel sources, the newest first.
     *
     * @param shape in its canonical text form
     */
    List<ServedRecord> of(Kernel kernel, String shape, DeviceClass deviceClass, DeterminismWish determinism);

    /** Whether anything is served for devices of this class. */
    boolean knows(DeviceClass deviceClass);
}
