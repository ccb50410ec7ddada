package io.msdatuner.api.report;

import io.msdatuner.api.report.ReportDocument.CommandResource;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import io.msdatuner.core.set.CampaignSetSpec;
import io.msdatuner.core.set.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The commands that get the same result again, and what is served. */
@Component
class ReportCommands {

    private final List<Workload> workloads;

    ReportCommands(List<Workload> workloads) {
        this.workloads = List.copyOf(workloads);
    }

    List<CommandResource> of(CampaignSpec spec) {
        var problem = "--kernel %s --shape %s --device-class %s"
                .formatted(
                        spec.kernel(),
                        quoted(spec.shape().toString()),
                        quoted(spec.deviceClass().name()));
        return List.of(
                new CommandResource(
                        "search again",
                        "./tuner tune %s --strategy %s --seed %d --budget %s"
                                .formatted(problem, spec.strategy(), spec.seed(), spec.budget())),
                new CommandResource("see what is served", "./tuner best " + problem));
    }

    /** Without a {@code tune} command if the members are not those of workloads. */
    List<CommandResource> of(CampaignSetSpec spec) {
        var commands = new ArrayList<CommandResource>();
        names(spec).ifPresent(names -> {
            var kernels = spec.members().stream().map(Member::kernel).distinct().toList();
            var options = "--workload %s --kernel %s --device-class %s"
                    .formatted(
                            names,
                            kernels.stream().map(Kernel::id).collect(Collectors.joining(",")),
                            quoted(spec.deviceClass().name()));
            commands.add(new CommandResource(
                    "search again",
                    "./tuner tune %s --strategy %s --seed %d --budget %s"
                            .formatted(options, spec.strategy(), spec.seed(), spec.budget())));
            commands.add(new CommandResource("see what is served", "./tuner best " + options));
        });
        if (commands.isEmpty()) {
            spec.members()
                    .forEach(member -> commands.add(new CommandResource(
                            "see what is served",
                            "./tuner best --kernel %s --shape %s --device-class %s"
                                    .formatted(
                                            member.kernel(),
                                            quoted(member.shape().toString()),
                                            quoted(spec.deviceClass().name())))));
        }
        return commands;
    }

    /** Of the workloads that together launch exactly these shapes so often, for each of the kernels. */
    private Optional<String> names(CampaignSetSpec spec) {
        var byKernel = new HashMap<Kernel, Map<Shape, Integer>>();
        spec.members()
                .forEach(member -> byKernel.computeIfAbsent(member.kernel(), kernel -> new HashMap<>())
                        .put(member.shape(), member.launches()));
        if (new HashSet<>(byKernel.values()).size() > 1) {
            return Optional.empty();
        }
        var wanted = byKernel.values().iterator().next();
        var chosen = workloads.stream()
                .filter(workload -> wanted.keySet().containsAll(workload.shapes()))
                .toList();
        var launches = new HashMap<Shape, Integer>();
        chosen.forEach(workload ->
                workload.launches().forEach(launch -> launches.merge(launch.shape(), launch.count(), Integer::sum)));
        return launches.equals(wanted)
                ? Optional.of(chosen.stream().map(Workload::name).collect(Collectors.joining(",")))
                : Optional.empty();
    }

    /** For a POSIX shell. */
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9_.:/=-]+")
                ? text
                : "'" + String.join("'\\''", Arrays.asList(text.split("'", -1))) + "'";
    }
}
