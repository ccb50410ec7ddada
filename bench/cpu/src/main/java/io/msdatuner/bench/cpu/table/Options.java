package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.campaign.Budget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param only the parts that are measured
 * @param shapes workloads of the catalogue that are measured; all if empty
 * @param budget of each campaign
 * @param time after which no measurement is begun
 */
record Options(Path home, Path data, Set<Part> only, List<String> shapes, Budget budget, Duration time, String python) {
    static final String USAGE = """
            usage: bench/cpu/run [--only=a,c] [--shapes=ddetr_enc,rtdetr_dec] [--budget=60s] [--for=10m]
                                 [--data-dir=DIR] [--python=PYTHON]
              --only     parts of the table; all if left out:
                         a PyTorch's fallback  b other PyTorch formulations  c naive port  d single configuration  e roofline
              --shapes   workloads of the catalogue; all if left out
              --budget   of the campaign that tunes a kernel for a shape
              --for      begins no measurement after that time and ends with status 75; the next call goes on
              --data-dir where artifacts and findings are kept, bench/cpu/target/bench-data if left out
              --python   a Python with torch, python3 if left out; without one parts a and b are skipped""";

    private static final Set<String> NAMES = Set.of("home", "only", "shapes", "budget", "for", "data-dir", "python");

    Options {
        only = EnumSet.copyOf(only);
        shapes = List.copyOf(shapes);
    }

    /** @throws IllegalArgumentException naming the first argument that is not allowed */
    static Options parse(String... arguments) {
        var given = new HashMap<String, String>();
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            var name = parts[0].replaceFirst("^--", "");
            if (!argument.startsWith("--") || parts.length < 2 || !NAMES.contains(name)) {
                throw new IllegalArgumentException("%s is not allowed%n%s".formatted(argument, USAGE));
            }
            given.put(name, parts[1]);
        }
        var home = Path.of(given.getOrDefault("home", "bench/cpu"));
        return new Options(
                home,
                path(given, "data-dir").orElse(home.resolve("target").resolve("bench-data")),
                Optional.ofNullable(given.get("only")).map(Part::parse).orElseGet(() -> EnumSet.allOf(Part.class)),
                Optional.ofNullable(given.get("shapes"))
                        .map(names -> List.of(names.split(",")))
                        .orElse(List.of()),
                Budget.parse(given.getOrDefault("budget", "60s")),
                duration(given.getOrDefault("for", "240h")),
                given.getOrDefault("python", "python3"));
    }

    /** The command that measures the same on another machine. */
    String command() {
        var parts = only.stream().map(Part::id).collect(Collectors.joining(","));
        var some = shapes.isEmpty() ? "" : " --shapes=" + String.join(",", shapes);
        return "bench/cpu/run --only=%s%s --budget=%s".formatted(parts, some, budget);
    }

    private static Optional<Path> path(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name)).map(Path::of);
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    /** Those of some workloads that the command line asks for. */
    List<Case> among(List<String> workloads) {
        return workloads.stream()
                .filter(name -> shapes.isEmpty() || shapes.contains(name))
                .map(Case::named)
                .toList();
    }

    List<Case> amongAll() {
        return among(Case.catalogue().stream().map(Case::workload).toList());
    }
}
