package io.msdatuner.api.device;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.run.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The devices of this host as they were when the service started. The first is the default. */
public final class LocalDevices {

    private final List<LocalDevice> all;
    private final List<Backend> backends;
    private final Map<DeviceClass, LocalDevice> byClass = new LinkedHashMap<>();

    public LocalDevices(List<Backend> backends) {
        this.backends = List.copyOf(backends);
        this.all = backends.stream()
                .flatMap(backend -> backend.devices().stream().map(device -> new LocalDevice(device, backend)))
                .toList();
        all.forEach(local -> byClass.putIfAbsent(local.device().deviceClass(), local));
    }

    public List<LocalDevice> all() {
        return all;
    }

    public Set<DeviceClass> classes() {
        return byClass.keySet();
    }

    /** A backend of this installation, whether it has a device here or not. */
    public Optional<Backend> backend(String name) {
        return backends.stream().filter(backend -> backend.name().equals(name)).findFirst();
    }

    /** The device that stands for a class. */
    public Optional<LocalDevice> find(DeviceClass deviceClass) {
        return Optional.ofNullable(byClass.get(deviceClass));
    }

    /**
     * The device that stands for the class of this name, or for the default class if no name is given.
     *
     * @throws InvalidValueException naming the classes of this host if it has no such class
     */
    public LocalDevice named(@Nullable String deviceClass) {
        if (deviceClass == null || deviceClass.isEmpty()) {
            return all.stream().findFirst().orElseThrow(() -> unknown("(nothing)"));
        }
        return byClass.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(deviceClass))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> unknown(deviceClass));
    }

    private InvalidValueException unknown(String deviceClass) {
        var known = byClass.keySet().stream().map(DeviceClass::name).collect(Collectors.joining(", "));
        return new InvalidValueException(
                "deviceClass", deviceClass, known.isEmpty() ? "nothing: this host has no device" : known);
    }
}
