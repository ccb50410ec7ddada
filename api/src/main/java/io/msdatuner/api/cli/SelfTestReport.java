package io.msdatuner.api.cli;

import io.msdatuner.core.device.Device;
import io.msdatuner.variants.ascend.SelfTestStep;
import io.msdatuner.variants.ascend.SelfTestStep.Status;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What the self-test found, for people and for those whom they send it to. */
record SelfTestReport(String version, String backend, List<Device> devices) {
    SelfTestReport {
        devices = List.copyOf(devices);
    }

    String heading() {
        return "%s, self-test of backend %s%n%s%n%s%n"
                .formatted(
                        version,
                        backend,
                        host(),
                        devices.stream().map(SelfTestReport::describe).collect(Collectors.joining("\n")));
    }

    static String line(SelfTestStep step) {
        return "%-8s %s: %s".formatted(step.status(), step.name(), step.detail());
    }

    static String summary(List<SelfTestStep> steps) {
        return "%d passed, %d failed, %d skipped"
                .formatted(count(steps, Status.PASSED), count(steps, Status.FAILED), count(steps, Status.SKIPPED));
    }

    private static long count(List<SelfTestStep> steps, Status status) {
        return steps.stream().filter(step -> step.status() == status).count();
    }

    private static String host() {
        return "%s %s, %s"
                .formatted(
                        System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
    }

    private static String describe(Device device) {
        return "device %s, class %s, measured: %s"
                .formatted(
                        device.id(),
                        device.deviceClass(),
                        device.provenance().id().toUpperCase(Locale.ROOT));
    }

    ObjectNode document(List<SelfTestStep> steps) {
        var document = Json.object().put("version", version).put("host", host()).put("backend", backend);
        var listed = document.putArray("devices");
        devices.forEach(device -> listed.addObject()
                .put("id", device.id())
                .put("deviceClass", device.deviceClass().name())
                .put("measured", device.provenance().id()));
        var array = document.putArray("steps");
        steps.forEach(step -> array.addObject()
                .put("name", step.name())
                .put("status", step.status().name().toLowerCase(Locale.ROOT))
                .put("detail", step.detail()));
        return document;
    }
}
