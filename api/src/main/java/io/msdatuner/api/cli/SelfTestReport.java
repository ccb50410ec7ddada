package io.msdatuner.api.cli;

import io.msdatuner.variants.ascend.SelfTestStep;
import io.msdatuner.variants.ascend.SelfTestStep.Status;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What the self-test found, for people and for those whom they send it to. */
record SelfTestReport(String version, String backend, DeviceLabels devices) {
    String heading() {
        return "%s, self-test of backend %s%n%s%n%s%n".formatted(version, backend, host(), devices.text());
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

    ObjectNode document(List<SelfTestStep> steps) {
        var document = Json.object().put("version", version).put("host", host()).put("backend", backend);
        document.set("devices", devices.document());
        var array = document.putArray("steps");
        steps.forEach(step -> array.addObject()
                .put("name", step.name())
                .put("status", step.status().name().toLowerCase(Locale.ROOT))
                .put("detail", step.detail()));
        return document;
    }
}
