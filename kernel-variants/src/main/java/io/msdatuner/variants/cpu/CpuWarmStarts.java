package io.msdatuner.variants.cpu;

import static io.msdatuner.variants.cpu.CpuParameters.GRAD_VALUE;
import static io.msdatuner.variants.cpu.CpuParameters.HEAD_BLOCK;
import static io.msdatuner.variants.cpu.CpuParameters.LAYOUT;
import static io.msdatuner.variants.cpu.CpuParameters.OUTSIDE;
import static io.msdatuner.variants.cpu.CpuParameters.PARTITION;
import static io.msdatuner.variants.cpu.CpuParameters.PASSES;
import static io.msdatuner.variants.cpu.CpuParameters.PREFETCH;
import static io.msdatuner.variants.cpu.CpuParameters.QUERY_TILE;
import static io.msdatuner.variants.cpu.CpuParameters.VECTOR_BYTES;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What won on the workloads of the catalogue, for each kind of shape, as differences from the default: many queries, few
 * queries, wide levels. docs/performance.md has the winners that these were taken from.
 */
final class CpuWarmStarts {
    private static final List<Map<String, Value>> FORWARD = List.of(
            of("headPlane", 16, 0, Map.of(PARTITION, Value.of("batchHead"))),
            of("bnhc", 16, 0, Map.of(HEAD_BLOCK, Value.of(8))),
            of("bnhc", 64, 16, Map.of(PARTITION, Value.of("batchHead"))),
            of("levelPlane", 16, 0, Map.of(PARTITION, Value.of("batchHead"))));

    private static final List<Map<String, Value>> BACKWARD = List.of(
            of("headPlane", 32, 0, owner("headOwner", "batchHead", "joint")),
            of("headPlane", 32, 0, owner("headOwner", "batchHead", "separate")),
            of("headPlane", 32, 0, owner("levelOwner", "batchHeadLevel", "separate")),
            of("bnhc", 32, 0, owner("levelOwner", "batchHeadLevel", "joint")),
            of("bnhc", 128, 16, owner("headOwner", "batchHead", "separate")));

    private CpuWarmStarts() {}

    /** Those, as near as the space has them. */
    static List<Configuration> of(Kernel kernel, Space space, Configuration defaultConfiguration) {
        return (kernel == Kernel.MSDA_FORWARD ? FORWARD : BACKWARD)
                .stream()
                        .map(differences -> {
                            var values = new HashMap<>(defaultConfiguration.values());
                            values.putAll(differences);
                            return space.closest(Configuration.of(values));
                        })
                        .filter(configuration -> !configuration.equals(defaultConfiguration))
                        .distinct()
                        .toList();
    }

    private static Map<String, Value> owner(String gradValue, String partition, String passes) {
        return Map.of(GRAD_VALUE, Value.of(gradValue), PARTITION, Value.of(partition), PASSES, Value.of(passes));
    }

    private static Map<String, Value> of(String layout, int queryTile, int prefetch, Map<String, Value> others) {
        var values = new HashMap<>(others);
        values.put(LAYOUT, Value.of(layout));
        values.put(OUTSIDE, Value.of("zero"));
        values.put(VECTOR_BYTES, Value.of(64));
        values.put(QUERY_TILE, Value.of(queryTile));
        values.put(PREFETCH, Value.of(prefetch));
        return Map.copyOf(values);
    }
}
