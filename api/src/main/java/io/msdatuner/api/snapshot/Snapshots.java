package io.msdatuner.api.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.msdatuner.api.best.Answer;
import io.msdatuner.api.best.BatchLookup;
import io.msdatuner.api.best.LookupFields;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.SnapshotStore;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes and finds snapshots: answers that are kept byte for byte, under a name that is their digest. */
@Component
public class Snapshots {

    private static final long REMEMBERED_BYTES = 32L << 20;

    private final BatchLookup lookups;
    private final List<Workload> workloads;
    private final SnapshotStore store;
    private final Cache<String, Answer> remembered;

    Snapshots(BatchLookup lookups, List<Workload> workloads, SnapshotStore store) {
        this.lookups = lookups;
        this.workloads = List.copyOf(workloads);
        this.store = store;
        this.remembered = Caffeine.newBuilder()
                .maximumWeight(REMEMBERED_BYTES)
                .weigher((String id, Answer answer) -> answer.body().length)
                .build();
    }

    /** @throws InvalidValueException naming what is not allowed; then nothing is kept */
    Answer freeze(SnapshotRequest request) {
        return keep(lookups.of(request.batch(lookups(request))).body());
    }

    /** Keeps answers that were made elsewhere and are right; the same bytes are the same snapshot everywhere. */
    public Answer keep(byte[] body) {
        var answer = Answer.of(body);
        store.keep(answer.digest(), answer.body());
        return answer;
    }

    /** @throws ProblemException if there is none */
    public Answer find(String id) {
        var known = remembered.getIfPresent(id);
        if (known != null) {
            return known;
        }
        var found = store.find(id)
                .map(Answer::of)
                .orElseThrow(() -> ProblemException.notFound("there is no snapshot '%s'".formatted(id)));
        remembered.put(id, found);
        return found;
    }

    private @Nullable List<LookupFields> lookups(SnapshotRequest request) {
        var workload = request.workload();
        if (workload == null) {
            return request.lookups();
        }
        if (request.lookups() != null) {
            throw new InvalidValueException("workload", workload, "a workload or lookups, not both");
        }
        return named(workload).launches().stream()
                .map(Workload.Launch::shape)
                .distinct()
                .flatMap(Snapshots::everyKernel)
                .toList();
    }

    private static Stream<LookupFields> everyKernel(Shape shape) {
        return Arrays.stream(Kernel.values())
                .map(kernel -> new LookupFields(kernel.id(), shape.toString(), null, null, null, null, null, null));
    }

    private Workload named(String name) {
        return workloads.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "workload", name, workloads.stream().map(Workload::name).collect(Collectors.joining(", "))));
    }
}
