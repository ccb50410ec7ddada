package io.msdatuner.api.cli;

import io.msdatuner.core.device.Device;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;

/** Which devices a report is about, and whether they are simulated. */
record DeviceLabels(List<Device> devices) {
    DeviceLabels {
        devices = List.copyOf(devices);
    }

    /** A line for each. */
    String text() {
        return devices.stream().map(DeviceLabels::line).collect(Collectors.joining("\n"));
    }

    private static String line(Device device) {
        return "device %s, class %s, measured: %s"
                .formatted(
                        device.id(),
                        device.deviceClass(),
                        device.provenance().id().toUpperCase(Locale.ROOT));
    }

    ArrayNode document() {
        var listed = Json.array();
        devices.forEach(device -> listed.addObject()
                .put("id", device.id())
                .put("deviceClass", device.deviceClass().name())
                .put("measured", device.provenance().id()));
        return listed;
    }
}
