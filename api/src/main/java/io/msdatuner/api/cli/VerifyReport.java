package io.msdatuner.api.cli;

import io.msdatuner.core.trial.TensorError;
import io.msdatuner.variants.verify.VectorCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The worst error of each subject on each tensor over all vectors, and how many variants had which compile-time value. */
final class VerifyReport {
    private final DeviceLabels devices;
    private final List<VectorCheck> checks = new ArrayList<>();
    private final Map<Cell, Worst> worst = new LinkedHashMap<>();
    private final Map<Compiled, SortedMap<String, Integer>> variants =
            new TreeMap<>(Comparator.comparing(Compiled::kernel).thenComparing(Compiled::parameter));

    private record Cell(String kernel, String subject, String tensor) {}

    /** A compile-time parameter. */
    private record Compiled(String kernel, String parameter) {}

    private record Worst(String vector, TensorError error) {
        static Worst of(Worst a, Worst b) {
            return b.error().maxNorm() > a.error().maxNorm() ? b : a;
        }
    }

    VerifyReport(DeviceLabels devices) {
        this.devices = devices;
    }

    void add(VectorCheck check) {
        checks.add(check);
        for (var error : check.errors()) {
            var cell = new Cell(check.kernel().id(), check.subject(), error.tensor());
            worst.merge(cell, new Worst(check.vector(), error), Worst::of);
        }
        check.family()
                .forEach((parameter, value) -> variants.computeIfAbsent(
                                new Compiled(check.kernel().id(), parameter), any -> new TreeMap<>())
                        .merge(value, 1, Integer::sum));
    }

    boolean passes() {
        return checks.stream().allMatch(VectorCheck::passes);
    }

    static String failure(VectorCheck check) {
        var reasons = new ArrayList<String>();
        check.failure().ifPresent(reasons::add);
        check.errors().stream().filter(error -> !error.passes()).forEach(error -> reasons.add(error.toString()));
        return "FAILED %s %s %s %s: %s"
                .formatted(check.vector(), check.kernel(), check.subject(), check.detail(), String.join("; ", reasons));
    }

    String text() {
        var table = TextTable.withHeader("KERNEL", "SUBJECT", "TENSOR", "WORST MAX-NORM", "LIMIT", "L2", "ON VECTOR");
        worst.forEach((cell, found) -> table.row(
                cell.kernel(),
                cell.subject(),
                cell.tensor(),
                number(found.error().maxNorm()),
                number(found.error().maxNormLimit()),
                number(found.error().l2()),
                found.vector()));
        return String.join("\n\n", devices.text(), table.format(""), values().format(""), counts());
    }

    private TextTable values() {
        var table = TextTable.withHeader("KERNEL", "COMPILE-TIME PARAMETER", "VARIANTS OF EACH VALUE");
        variants.forEach((compiled, counts) -> table.row(
                compiled.kernel(),
                compiled.parameter(),
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "))));
        return table;
    }

    private String counts() {
        var vectors = checks.stream().map(VectorCheck::vector).distinct().count();
        var bySubject = checks.stream()
                .collect(Collectors.groupingBy(VectorCheck::subject, LinkedHashMap::new, Collectors.counting()));
        var failed = checks.stream().filter(check -> !check.passes()).count();
        return "%d vectors; checks: %s; %d failed"
                .formatted(
                        vectors,
                        bySubject.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", ")),
                        failed);
    }

    private static String number(double error) {
        return String.format(Locale.ROOT, "%.1e", error);
    }

    ObjectNode document() {
        var document = Json.object();
        document.set("devices", devices.document());
        document.put("checks", checks.size());
        document.put("failed", checks.stream().filter(check -> !check.passes()).count());
        var rows = document.putArray("worst");
        worst.forEach((cell, found) -> rows.addObject()
                .put("kernel", cell.kernel())
                .put("subject", cell.subject())
                .put("tensor", cell.tensor())
                .put("maxNorm", found.error().maxNorm())
                .put("maxNormLimit", found.error().maxNormLimit())
                .put("l2", found.error().l2())
                .put("l2Limit", found.error().l2Limit())
                .put("vector", found.vector()));
        var values = document.putArray("variants");
        variants.forEach((compiled, counts) -> counts.forEach((value, count) -> values.addObject()
                .put("kernel", compiled.kernel())
                .put("parameter", compiled.parameter())
                .put("value", value)
                .put("count", count)));
        var failures = document.putArray("failures");
        checks.stream().filter(check -> !check.passes()).forEach(check -> failures.add(failure(check)));
        return document;
    }
}
