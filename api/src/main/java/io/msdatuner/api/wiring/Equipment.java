package io.msdatuner.api.wiring;

import io.msdatuner.core.kernel.Workload;
import io.msdatuner.core.run.Backend;
import io.msdatuner.variants.cpu.CpuBackend;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.nio.file.Path;
import java.util.List;

/** What a service can tune, and what for: its backends and the workloads that it knows. */
public record Equipment(List<Backend> backends, List<Workload> workloads) {

    public Equipment {
        backends = List.copyOf(backends);
        workloads = List.copyOf(workloads);
    }

    /** What this installation brings: the host's CPU, and the workloads that the tuner ships. */
    static Equipment installed(Path dataDirectory) {
        return new Equipment(List.of(new CpuBackend(dataDirectory, System.getenv())), WorkloadCatalogue.all());
    }
}
