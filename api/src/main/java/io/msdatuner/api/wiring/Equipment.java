package io.msdatuner.api.wiring;

import io.msdatuner.core.kernel.Workload;
import io.msdatuner.core.run.Backend;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.util.List;

/** What a service can tune, and what for: its backends and the workloads that it knows. */
public record Equipment(List<Backend> backends, List<Workload> workloads) {

    public Equipment {
        backends = List.copyOf(backends);
        workloads = List.copyOf(workloads);
    }

    /** What this installation brings: its backends, and the workloads that the tuner ships. */
    public static Equipment installed(InstalledBackends backends) {
        return new Equipment(backends.all(), WorkloadCatalogue.all());
    }
}
