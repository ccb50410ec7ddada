package io.msdatuner.api.device;

import io.msdatuner.api.store.DeviceRegistry;
import io.msdatuner.api.store.DeviceRegistry.Registered;
import io.msdatuner.core.run.Backend;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The devices of this host and those that agents on other hosts offer. */
@Component
public class FleetDevices {

    /** An agent that missed so many signs is gone. */
    private static final int MISSED_SIGNS = 4;

    private final LocalDevices local;
    private final DeviceRegistry registry;
    private final Clock clock;

    FleetDevices(LocalDevices local, DeviceRegistry registry, Clock clock) {
        this.local = local;
        this.registry = registry;
        this.clock = clock;
    }

    /** Those of this host first, as it has them; then those of others that are there, by host and id. */
    public List<Registered> all() {
        var known = registry.all();
        var here = local.all().stream()
                .flatMap(device -> known.stream()
                        .filter(registered -> isHere(registered)
                                && registered
                                        .device()
                                        .id()
                                        .equals(device.device().id()))
                        .limit(1));
        var elsewhere = known.stream().filter(registered -> !isHere(registered) && isThere(registered));
        return Stream.concat(here, elsewhere).toList();
    }

    /** A device of another host that stands for a class, with what its agent told; not one that is in quarantine if possible. */
    public Optional<Registered> elsewhere(String deviceClass) {
        var candidates = registry.all().stream()
                .filter(registered -> registered.device().deviceClass().name().equals(deviceClass))
                .filter(registered -> registered.offer().toolchain().isPresent() && isThere(registered))
                .toList();
        return candidates.stream()
                .filter(registered -> registered.quarantine().isEmpty())
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    /** What knows the kernels and spaces of a device of any host. */
    public Optional<Backend> backendOf(Registered registered) {
        return local.backend(registered.device().backend());
    }

    boolean isHere(Registered registered) {
        return registered.host().equals(registry.host());
    }

    private boolean isThere(Registered registered) {
        var silence = DeviceRegistry.BETWEEN_SIGNS.multipliedBy(MISSED_SIGNS);
        return registered.lastSeenAt().plus(silence).isAfter(clock.instant());
    }
}
