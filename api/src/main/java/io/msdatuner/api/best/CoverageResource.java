package io.msdatuner.api.best;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.core.device.DeviceClass;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For which problems there are records, the most often missed first.
 *
 * @param measured whether times of the class are of hardware or simulated; left out if it is not of this host
 * @param exact problems that a record answers
 * @param total problems that can be tuned
 */
record CoverageResource(
        String deviceClass,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String measured,
        int exact,
        int total,
        List<Entry> problems) {

    /**
     * @param workloads that launch it
     * @param freshness of the record that there is
     * @param misses lookups that were answered with the default
     * @param refusal why it cannot be tuned here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String kernel,
            String shape,
            String determinism,
            List<String> workloads,
            String match,
            @Nullable String freshness,
            long misses,
            @Nullable String refusal) {}

    static CoverageResource of(DeviceClass deviceClass, @Nullable String measured, List<Entry> entries) {
        return new CoverageResource(
                deviceClass.name(),
                measured,
                (int) entries.stream()
                        .filter(entry -> entry.match().equals("exact"))
                        .count(),
                (int) entries.stream().filter(entry -> entry.refusal() == null).count(),
                entries.stream()
                        .sorted(Comparator.comparingLong(Entry::misses).reversed())
                        .toList());
    }
}
