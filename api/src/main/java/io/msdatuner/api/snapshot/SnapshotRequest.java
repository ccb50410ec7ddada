package io.msdatuner.api.snapshot;

import io.msdatuner.api.best.LookupBatch;
import io.msdatuner.api.best.LookupFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Either {@code lookups}, or a {@code workload} whose shapes are looked up for every kernel. */
record SnapshotRequest(
        @Nullable String workload,
        @Nullable String deviceClass,
        @Nullable String determinism,
        @Nullable String toolchain,
        @Nullable String sourceDigest,
        @Nullable String freshness,
        @Nullable String match,
        @Nullable List<LookupFields> lookups) {

    LookupBatch batch(@Nullable List<LookupFields> of) {
        return new LookupBatch(deviceClass, determinism, toolchain, sourceDigest, freshness, match, of);
    }
}
