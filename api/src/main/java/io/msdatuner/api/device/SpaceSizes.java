package io.msdatuner.api.device;

import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How many configurations there are; counted once, because a large space takes a while to enumerate. */
@Component
public class SpaceSizes {

    private static final int CAPACITY = 10_000;

    private record Key(Kernel kernel, Shape shape, DeviceClass deviceClass) {}

    private final LocalDevices devices;
    private final Map<Key, Long> sizes = new ConcurrentHashMap<>();

    SpaceSizes(LocalDevices devices) {
        this.devices = devices;
    }

    /** Empty if this host has no device of the class. */
    public OptionalLong of(Kernel kernel, Shape shape, DeviceClass deviceClass) {
        var local = devices.find(deviceClass);
        if (local.isEmpty()) {
            return OptionalLong.empty();
        }
        if (sizes.size() >= CAPACITY) {
            sizes.clear();
        }
        return OptionalLong.of(sizes.computeIfAbsent(
                new Key(kernel, shape, deviceClass),
                key -> local.get()
                        .backend()
                        .space(kernel, shape, local.get().device())
                        .size()));
    }
}
