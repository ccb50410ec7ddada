package io.msdatuner.api.set;

import static io.msdatuner.core.InvalidValueException.requireGiven;

import io.msdatuner.api.set.CampaignSetRequest.MemberRequest;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import io.msdatuner.core.set.Member;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a set is to tune. */
@Component
class SetMembers {

    private static final String EITHER = "either members or workloads";

    private final List<Workload> workloads;

    SetMembers(List<Workload> workloads) {
        this.workloads = List.copyOf(workloads);
    }

    /** @throws InvalidValueException naming the first field that is not allowed */
    List<Member> of(CampaignSetRequest request) {
        if (request.members() != null && request.workloads() == null) {
            if (request.kernels() != null) {
                throw new InvalidValueException(
                        "kernels", request.kernels(), "nothing beside members, which name theirs");
            }
            return request.members().stream().map(SetMembers::member).toList();
        } else if (request.workloads() != null && request.members() == null) {
            return ofWorkloads(request.workloads(), kernels(request.kernels()));
        }
        throw new InvalidValueException("members", request.members() == null ? "(nothing)" : "both", EITHER);
    }

    private static Member member(MemberRequest request) {
        return new Member(
                Kernel.parse(requireGiven("members.kernel", request.kernel(), "a text; it is required")),
                Shape.parse(requireGiven("members.shape", request.shape(), "a text; it is required")),
                Optional.ofNullable(request.launches()).orElse(1));
    }

    private static List<Kernel> kernels(@Nullable List<String> names) {
        return names == null
                ? Arrays.asList(Kernel.values())
                : names.stream().map(Kernel::parse).distinct().toList();
    }

    /** A shape of several workloads is launched as often as they launch it together. */
    private List<Member> ofWorkloads(List<String> names, List<Kernel> kernels) {
        var launches = new LinkedHashMap<Shape, Integer>();
        names.stream()
                .distinct()
                .map(this::named)
                .forEach(workload -> workload.launches()
                        .forEach(launch -> launches.merge(launch.shape(), launch.count(), Integer::sum)));
        return launches.entrySet().stream()
                .flatMap(launch ->
                        kernels.stream().map(kernel -> new Member(kernel, launch.getKey(), launch.getValue())))
                .toList();
    }

    private Workload named(String name) {
        return workloads.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "workloads",
                        name,
                        workloads.stream().map(Workload::name).collect(Collectors.joining(", "))));
    }
}
