package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.MissLedger;
import io.msdatuner.api.store.MissLedger.Miss;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells for which shapes there are records: those of the workloads, and those that were looked up in vain. */
@Component
class Coverage {

    private final RecordChooser chooser;
    private final LocalDevices devices;
    private final List<Workload> workloads;
    private final MissLedger ledger;
    private final Demand demand;

    Coverage(RecordChooser chooser, LocalDevices devices, List<Workload> workloads, MissLedger ledger, Demand demand) {
        this.chooser = chooser;
        this.devices = devices;
        this.workloads = List.copyOf(workloads);
        this.ledger = ledger;
        this.demand = demand;
    }

    /** @param workload to look at; null means all of them, and whatever else was missed */
    CoverageResource of(DeviceClass deviceClass, @Nullable String workload) {
        demand.flush();
        var users = new LinkedHashMap<Lookup.Problem, TreeSet<String>>();
        chosen(workload)
                .forEach(chosen -> problems(chosen, deviceClass)
                        .forEach(problem -> users.computeIfAbsent(problem, key -> new TreeSet<>())
                                .add(chosen.name())));
        var misses = ledger.of(deviceClass).stream().collect(Collectors.toMap(Coverage::problem, Miss::lookups));
        if (workload == null) {
            misses.keySet().forEach(problem -> users.computeIfAbsent(problem, key -> new TreeSet<>()));
        }
        var measured = devices.find(deviceClass)
                .map(local -> local.device().provenance().id())
                .orElse(null);
        return CoverageResource.of(deviceClass, measured, entries(users, misses));
    }

    private List<CoverageResource.Entry> entries(
            Map<Lookup.Problem, TreeSet<String>> users, Map<Lookup.Problem, Long> misses) {
        return users.entrySet().stream()
                .map(entry -> entry(entry.getKey(), List.copyOf(entry.getValue()), misses))
                .toList();
    }

    private CoverageResource.Entry entry(Lookup.Problem problem, List<String> users, Map<Lookup.Problem, Long> misses) {
        var choice = chooser.choose(Lookup.usual(problem));
        return new CoverageResource.Entry(
                problem.kernel().id(),
                problem.shape().toString(),
                problem.determinism().id(),
                users,
                choice.record().isPresent() ? "exact" : "default",
                choice.freshness().map(Freshness::id).orElse(null),
                misses.getOrDefault(problem, 0L),
                devices.find(problem.deviceClass())
                        .flatMap(local -> local.refusal(problem.kernel(), problem.shape()))
                        .orElse(null));
    }

    private List<Workload> chosen(@Nullable String name) {
        var found = workloads.stream()
                .filter(workload -> name == null || workload.name().equals(name))
                .toList();
        if (found.isEmpty() && name != null) {
            var known = workloads.stream().map(Workload::name).collect(Collectors.joining(", "));
            throw new InvalidValueException("workload", name, known);
        }
        return found;
    }

    private static List<Lookup.Problem> problems(Workload workload, DeviceClass deviceClass) {
        return workload.launches().stream()
                .flatMap(launch -> List.of(Kernel.values()).stream()
                        .map(kernel -> new Lookup.Problem(kernel, launch.shape(), deviceClass, DeterminismWish.ANY)))
                .distinct()
                .toList();
    }

    private static Lookup.Problem problem(Miss miss) {
        return new Lookup.Problem(miss.kernel(), miss.shape(), miss.deviceClass(), miss.determinism());
    }
}
