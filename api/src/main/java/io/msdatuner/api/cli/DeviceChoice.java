package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The options that name a device class of a service: by its name, or by backend and chip. */
final class DeviceChoice {
    @Option(
            names = "--device-class",
            paramLabel = "CLASS",
            description = "see ./tuner devices; default: this host's CPU")
    @Nullable
    String deviceClass;

    @Mixin
    BackendChoice choice = new BackendChoice();

    /** True if any of the options was given. */
    boolean isMade() {
        return deviceClass != null || choice.isMade();
    }

    /** Refuses what can be refused without a service. */
    void check() {
        if (deviceClass != null && choice.isMade()) {
            throw new InvalidValueException("--device-class", deviceClass, "it alone, or --backend and --chip");
        }
        choice.backend();
    }

    /** @throws InvalidValueException naming those that there are if no device is of this class or chip */
    String choose(TunerClient client) {
        var devices = devices(client);
        if (deviceClass != null) {
            CampaignInput.requireKnown("deviceClass", deviceClass, CampaignInput.byField("deviceClass", devices));
            return deviceClass;
        }
        var backend = choice.backend();
        var classes = devices.stream()
                .filter(device -> device.path("backend").asString("").equals(backend))
                .map(device -> device.path("deviceClass").asString(""))
                .distinct()
                .toList();
        if (classes.isEmpty()) {
            throw new CommandFailure(ExitCode.MISSING, noDevice(backend, devices));
        }
        return choice.choose(classes);
    }

    private static List<JsonNode> devices(TunerClient client) {
        var devices = new ArrayList<JsonNode>();
        client.get("/devices").path("devices").forEach(devices::add);
        return devices;
    }

    private static String noDevice(String backend, List<JsonNode> devices) {
        if (backend.equals("ascend")) {
            return "this host offers no Ascend NPU; './tuner selftest --backend ascend' says why";
        }
        return "this host offers no %s device; --device-class names one of %s"
                .formatted(
                        backend.equals("cpu") ? "CPU" : backend,
                        CampaignInput.byField("deviceClass", devices).keySet());
    }
}
