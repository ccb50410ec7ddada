package io.msdatuner.api.store;

import io.msdatuner.core.device.Device;
import java.util.List;

/** The devices that use this database. */
public interface DeviceRegistry {
    /** Keeps a device of this host; one that is known already is brought up to date. */
    void register(Device device);

    /** Every device of every host, by host and id. */
    List<Device> all();
}
