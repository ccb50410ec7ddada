package io.msdatuner.api.cli;

import io.msdatuner.api.wiring.InstalledBackends;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.device.Device;
import io.msdatuner.core.run.Backend;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a backend, and a chip where it has several. */
final class BackendChoice {
    private static final String CHIP_PREFIX = "ascend";
    private static final String SIMULATED_SUFFIX = "-sim";
    /** How AscendCL's names of a die of A3 begin. */
    private static final String A3_NAME = "910_93";

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "cpu, ascend (the NPUs that CANN finds) or ascend-sim (simulated NPUs); default: cpu")
    @Nullable
    String backend;

    @Option(
            names = "--chip",
            paramLabel = "NAME",
            description = "of an NPU, for example 910B2; default: the first that ./tuner devices names")
    @Nullable
    String chip;

    boolean isMade() {
        return backend != null || chip != null;
    }

    /** @throws InvalidValueException naming the backends if there is none of this name */
    String backend() {
        var name = Optional.ofNullable(backend).orElse(chip == null ? InstalledBackends.NAMES.get(0) : "ascend");
        if (!InstalledBackends.NAMES.contains(name)) {
            throw new InvalidValueException("--backend", name, String.join(", ", InstalledBackends.NAMES));
        }
        return name;
    }

    /**
     * The class of the chosen chip, or the first.
     *
     * @param deviceClasses at least one
     * @throws InvalidValueException naming the chips if none of them is of this chip
     */
    String choose(List<String> deviceClasses) {
        var wanted = chip;
        if (wanted == null) {
            return deviceClasses.get(0);
        }
        return deviceClasses.stream()
                .filter(name -> chipOf(name).equalsIgnoreCase(chipOf(wanted)))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "--chip",
                        wanted,
                        deviceClasses.stream().map(BackendChoice::chipOf).collect(Collectors.joining(", "))));
    }

    /** The backend's devices of the chosen class; empty if it has none at all. */
    List<Device> devicesOf(Backend backend) {
        var devices = backend.devices();
        if (devices.isEmpty()) {
            return devices;
        }
        var name = choose(devices.stream()
                .map(device -> device.deviceClass().name())
                .distinct()
                .toList());
        return devices.stream()
                .filter(device -> device.deviceClass().name().equals(name))
                .toList();
    }

    /** For example {@code 910B2} of {@code Ascend910B2} and of {@code Ascend910B2-sim}; {@code A3} whatever its number. */
    private static String chipOf(String deviceClass) {
        var start = deviceClass.toLowerCase(Locale.ROOT).startsWith(CHIP_PREFIX) ? CHIP_PREFIX.length() : 0;
        var end = deviceClass.endsWith(SIMULATED_SUFFIX)
                ? deviceClass.length() - SIMULATED_SUFFIX.length()
                : deviceClass.length();
        var name = deviceClass.substring(start, end);
        return name.startsWith(A3_NAME) ? "A3" : name;
    }
}
