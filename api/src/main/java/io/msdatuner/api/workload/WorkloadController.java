package io.msdatuner.api.workload;

import io.msdatuner.core.kernel.Workload;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WorkloadController {

    private final List<Workload> workloads;

    WorkloadController(List<Workload> workloads) {
        this.workloads = List.copyOf(workloads);
    }

    record WorkloadList(List<WorkloadResource> workloads) {}

    record WorkloadResource(String name, String description, String source, List<LaunchResource> launches) {

        static WorkloadResource of(Workload workload) {
            var launches = workload.launches().stream()
                    .map(launch -> new LaunchResource(launch.shape().toString(), launch.count()))
                    .toList();
            return new WorkloadResource(workload.name(), workload.description(), workload.source(), launches);
        }
    }

    record LaunchResource(String shape, int count) {}

    @GetMapping(path = "/api/v1/workloads", produces = MediaType.APPLICATION_JSON_VALUE)
    WorkloadList list() {
        return new WorkloadList(workloads.stream().map(WorkloadResource::of).toList());
    }
}
