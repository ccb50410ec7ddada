package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Measures the table part by part; what is known already is printed without being measured again. */
public final class CpuBench {
    private static final int STOPPED = 75; // EX_TEMPFAIL of sysexits.h: call again

    private CpuBench() {}

    /** @param arguments see {@link Options#USAGE} */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        var header = header(options);
        var findings = Findings.open(options.data(), header);
        var bench = new Bench(
                options.home(),
                options.data(),
                options.python(),
                options.budget(),
                findings,
                new Deadline(options.time()),
                System.err);
        var complete = new Schedule(options, bench).run();
        System.out.printf("    %s%n%n", options.command());
        System.out.printf("%s; %s%n%n", LocalDate.now(), header);
        new Table(findings.comparisons()).print(System.out);
        System.exit(complete ? 0 : STOPPED);
    }

    /** All that findings depend on: those of other kernels, budgets or sets of shapes are kept apart. */
    private static String header(Options options) {
        try (var rig = new Rig(options.data())) {
            var backend = rig.backend();
            return "%s, threads pinned to %d CPUs, %s, sources %s, campaigns of %s, %s"
                    .formatted(
                            rig.device().deviceClass().name(),
                            Runtime.getRuntime().availableProcessors(),
                            backend.toolchain(),
                            List.of(Kernel.values()).stream()
                                    .map(kernel -> backend.sourceDigest(kernel).substring(0, 8))
                                    .collect(Collectors.joining(" and ")),
                            options.budget(),
                            options.shapes().isEmpty() ? "all shapes" : "shapes " + options.shapes());
        }
    }
}
