package io.msdatuner.api.cli;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import io.msdatuner.variants.cpu.CpuBackend;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "space",
        description =
                "Show what can be tuned: each parameter with its values, and how many valid configurations a workload"
                        + " has on this host.")
final class SpaceCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Target target = new Target();

    @ArgGroup
    private Sizes sizes = new Sizes();

    @Option(
            names = "--kernel",
            split = ",",
            paramLabel = "KERNEL",
            defaultValue = "msda-forward,msda-backward",
            description = "msda-forward, msda-backward; default: both")
    private List<String> kernels = List.of();

    @Option(names = "--json", description = "print one JSON document and nothing else on standard output")
    private boolean json;

    /** Either of both; neither means the whole catalogue. */
    static final class Sizes {
        @Option(names = "--workload", paramLabel = "NAME", description = "see ./tuner workloads; default: all of them")
        @Nullable
        String workload;

        @Option(names = "--shape", paramLabel = "TEXT", description = "one shape, as for ./tuner tune")
        @Nullable
        String shape;
    }

    SpaceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var cpu = new CpuBackend(target.dataDirectory(surroundings).path(), surroundings.environment());
        var report = new SpaceReport(cpu);
        var chosen = kernels.stream().map(Kernel::parse).distinct().toList();
        for (var named : shapes()) {
            chosen.forEach(kernel -> report.add(named.name(), kernel, named.shape()));
        }
        surroundings.screen().out().println(json ? Json.pretty(report.document()) : report.text());
        return ExitCode.DONE;
    }

    private record NamedShape(String name, Shape shape) {}

    private List<NamedShape> shapes() {
        if (sizes.shape != null) {
            return List.of(new NamedShape("-", Shape.parse(sizes.shape)));
        }
        var workloads = sizes.workload == null
                ? WorkloadCatalogue.all().stream()
                : Stream.of(WorkloadCatalogue.named(sizes.workload));
        var shapes = new ArrayList<NamedShape>();
        workloads.forEach(workload -> shapesOf(workload).forEach(shapes::add));
        return shapes;
    }

    private static Stream<NamedShape> shapesOf(Workload workload) {
        return workload.shapes().stream().map(shape -> new NamedShape(workload.name(), shape));
    }
}
