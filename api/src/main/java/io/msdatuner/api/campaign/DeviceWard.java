package io.msdatuner.api.campaign;

import io.msdatuner.api.device.FleetDevices;
import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.DeviceRegistry;
import io.msdatuner.core.device.DeviceClass;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides which device of this host a campaign uses. A device that cannot be used goes into quarantine if another one of its
 * class can go on, on this host or another; the last one of its class does not, so that its campaign fails and says why
 * instead of waiting for ever.
 */
@Component
class DeviceWard {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceWard.class);

    private final LocalDevices devices;
    private final FleetDevices fleet;
    private final DeviceRegistry registry;

    DeviceWard(LocalDevices devices, FleetDevices fleet, DeviceRegistry registry) {
        this.devices = devices;
        this.fleet = fleet;
        this.registry = registry;
    }

    /** How many devices of the class this host has. */
    int count(DeviceClass deviceClass) {
        return (int) ofClass(deviceClass).count();
    }

    private Stream<LocalDevice> ofClass(DeviceClass deviceClass) {
        return devices.all().stream()
                .filter(local -> local.device().deviceClass().equals(deviceClass));
    }

    /** The first device of the class on this host that is not busy and not in quarantine; empty while there is none. */
    Optional<LocalDevice> choose(DeviceClass deviceClass, Set<LocalDevice> busy) {
        return ofClass(deviceClass)
                .filter(local -> !busy.contains(local))
                .filter(local -> registry.quarantine(local.device()).isEmpty())
                .findFirst();
    }

    /** Puts a device of this host into quarantine if another one can go on; false if none can. */
    boolean isolate(LocalDevice local, String reason) {
        var device = local.device();
        var another = fleet.all().stream()
                .filter(registered -> registered.quarantine().isEmpty())
                .filter(registered -> registered.device().deviceClass().equals(device.deviceClass()))
                .anyMatch(registered -> !registered.host().equals(registry.host())
                        || !registered.device().id().equals(device.id()));
        if (another) {
            LOG.warn("device {} is in quarantine from now on: {}", device.id(), reason);
            registry.quarantine(registry.host(), device.id(), reason);
        }
        return another;
    }
}
