package io.msdatuner.api.device;

import io.msdatuner.api.store.DeviceRegistry;
import io.msdatuner.api.store.DeviceRegistry.Registered;
import io.msdatuner.core.run.Backend;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The devices of this process and those that agents offer, which may be on other hosts. */
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

    /** Those of this process first, as it has them; then those that others offer now, by host and id. */
    public List<Registered> all() {
        var known = registry.all();
        var own = local.all().stream().flatMap(device -> known.stream().filter(registered -> is(registered, device)));
        var others = known.stream().filter(registered -> !isOwn(registered) && isThere(registered));
        return Stream.concat(own, others).toList();
    }

    /** A device of an agent that stands for a class, with what its agent told; not one that is in quarantine if possible. */
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

    private boolean isOwn(Registered registered) {
        return local.all().stream().anyMatch(device -> is(registered, device));
    }

    private boolean is(Registered registered, LocalDevice device) {
        return isHere(registered)
                && registered.device().id().equals(device.device().id());
    }

    private boolean isThere(Registered registered) {
        var silence = DeviceRegistry.BETWEEN_SIGNS.multipliedBy(MISSED_SIGNS);
        return registered.lastSeenAt().plus(silence).isAfter(clock.instant());
    }
}
