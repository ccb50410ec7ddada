package io.msdatuner.variants.cpu;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Assignment;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Constraint;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Determinism;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The spaces of the tuned CPU kernels. native/cpu/README.md has the table of parameters: what each does, why it can win
 * and where it is legal; the constraints here are its column "legal", and leave no two configurations that are the same
 * program. Launch-time words are passed as their position in the parameter's values.
 */
final class CpuSpaces {
    static final String THREADS = "threads";
    static final String PARTITION = "partition";
    static final String QUERY_TILE = "queryTile";
    static final String PREFETCH = "prefetch";
    static final String PHASES = "phases";
    static final String VECTOR_BYTES = "vectorBytes";
    static final String GRAD_VALUE = "gradValue";
    private static final int NARROWEST_VECTOR = 16;

    private final int cores;
    private final Map<SpaceKey, Space> spaces = new ConcurrentHashMap<>();

    private record SpaceKey(Kernel kernel, int channels, int queries) {}

    /** @param cores CPUs that a team of threads can be pinned to */
    CpuSpaces(int cores) {
        this.cores = cores;
    }

    Space space(Kernel kernel, Shape shape) {
        return spaces.computeIfAbsent(
                new SpaceKey(kernel, shape.channels(), shape.queries()),
                key -> new Space(parameters(kernel), constraints(kernel, shape)));
    }

    /** What a competent engineer writes first: direct, fused, 32-byte vectors, a static partition over all cores. */
    Configuration defaultConfiguration(Kernel kernel, Shape shape) {
        Map<String, Value> values = new HashMap<>();
        values.put("layout", Value.of("bnhc"));
        values.put(PHASES, Value.of("fused"));
        values.put(VECTOR_BYTES, Value.of(shape.channels() >= 8 ? 32 : NARROWEST_VECTOR));
        values.put("order", Value.of("queryOuter"));
        values.put(THREADS, Value.of(cores));
        values.put(PARTITION, Value.of("static"));
        values.put(QUERY_TILE, Value.of(largestTile(shape, 64)));
        values.put(PREFETCH, Value.of(0));
        if (kernel == Kernel.MSDA_BACKWARD) {
            values.put(GRAD_VALUE, Value.of(cores == 1 ? "headOwner" : "private"));
            values.put(PARTITION, Value.of(cores == 1 ? "batchHead" : "static"));
        }
        return space(kernel, shape).require(Configuration.of(values));
    }

    /** The launch-time parameters as the artifact takes them. */
    Map<String, Long> launch(Variant variant) {
        if (!variant.candidate().isTuned()) {
            return Map.of(THREADS, (long) cores);
        }
        Map<String, Long> launch = new HashMap<>();
        for (var parameter : space(variant.kernel(), variant.shape()).parameters()) {
            if (parameter.stage() == Stage.LAUNCH_TIME) {
                var value = variant.candidate().configuration().value(parameter.name());
                launch.put(parameter.name(), value.isWhole() ? value.asLong() : parameter.positionOf(value));
            }
        }
        return launch;
    }

    /** Sums of grad_value that several threads add to in no fixed order are the only ones that vary. */
    Determinism declares(Variant variant) {
        if (variant.kernel() == Kernel.MSDA_FORWARD || !variant.candidate().isTuned()) {
            return Determinism.BITWISE_REPEATABLE;
        }
        Assignment values = variant.candidate().configuration();
        var shared = values.is(GRAD_VALUE, "atomic") || values.is(PARTITION, "dynamic");
        return shared && values.number(THREADS) > 1 ? Determinism.ORDER_DEPENDENT : Determinism.BITWISE_REPEATABLE;
    }

    private List<Parameter> parameters(Kernel kernel) {
        var parameters = new ArrayList<>(List.of(
                Parameter.compileTime("layout", "bnhc", "bhnc"),
                Parameter.compileTime(PHASES, "fused", "twoPhase"),
                Parameter.compileTime(VECTOR_BYTES, 16, 32, 64),
                Parameter.compileTime("order", "headOuter", "queryOuter")));
        if (kernel == Kernel.MSDA_BACKWARD) {
            parameters.add(Parameter.compileTime(GRAD_VALUE, "headOwner", "private", "atomic"));
        }
        parameters.addAll(List.of(
                Parameter.launchTime(THREADS, threads().toArray()),
                Parameter.launchTime(PARTITION, "static", "dynamic", "batchHead"),
                Parameter.launchTime(QUERY_TILE, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
                Parameter.launchTime(PREFETCH, 0, 2, 4, 8, 16)));
        return parameters;
    }

    private List<Constraint> constraints(Kernel kernel, Shape shape) {
        var constraints = new ArrayList<>(List.of(
                Constraint.of(
                        "a vector wider than a pixel's channels is a narrower variant again",
                        values -> values.number(VECTOR_BYTES) <= Math.max(NARROWEST_VECTOR, 4L * shape.channels()),
                        VECTOR_BYTES),
                Constraint.of(
                        "a tile of more than all queries is a tile of all queries",
                        values -> values.number(QUERY_TILE) == 4 || values.number(QUERY_TILE) < 2L * shape.queries(),
                        QUERY_TILE),
                Constraint.of(
                        "only two-phase variants know the next points early enough to prefetch",
                        values -> values.is(PHASES, "twoPhase") || values.number(PREFETCH) == 0,
                        PHASES,
                        PREFETCH),
                Constraint.of(
                        "one thread has nobody to share a dynamic partition with",
                        values -> values.number(THREADS) > 1 || !values.is(PARTITION, "dynamic"),
                        THREADS,
                        PARTITION)));
        if (kernel == Kernel.MSDA_BACKWARD) {
            constraints.add(Constraint.of(
                    "exactly a batch-head partition gives each head's gradient one owner",
                    values -> values.is(GRAD_VALUE, "headOwner") == values.is(PARTITION, "batchHead"),
                    GRAD_VALUE,
                    PARTITION));
            constraints.add(Constraint.of(
                    "one thread needs no atomic additions",
                    values -> values.number(THREADS) > 1 || !values.is(GRAD_VALUE, "atomic"),
                    THREADS,
                    GRAD_VALUE));
        }
        return constraints;
    }

    /** Powers of two up to the number of cores, and that number. */
    private List<Integer> threads() {
        var threads = new TreeSet<Integer>();
        for (var count = 1; count < cores; count *= 2) {
            threads.add(count);
        }
        threads.add(cores);
        return List.copyOf(threads);
    }

    private static int largestTile(Shape shape, int wanted) {
        var tile = wanted;
        while (tile > 4 && tile >= 2L * shape.queries()) {
            tile /= 2;
        }
        return tile;
    }
}
