package io.msdatuner.bench.cpu.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.hipparchus.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * What some configurations took in each round in which they were measured again. A time that failed is left out where
 * others did not.
 */
record Rounds(Map<Integer, Map<Long, RecordedTime>> byRound) {
    /** The standard error of a median of normal samples, in standard errors of their mean. */
    private static final double MEDIAN = Math.sqrt(Math.PI / 2);

    /** The median of each configuration, by its index in the space, or how it failed if it did each time. */
    Map<Long, RecordedTime> times() {
        var times = new TreeMap<Long, RecordedTime>();
        byConfiguration().forEach((index, repeats) -> {
            var ns = nanoseconds(repeats);
            times.put(index, ns.length > 0 ? RecordedTime.measured(StatUtils.percentile(ns, 50)) : repeats.get(0));
        });
        return times;
    }

    /**
     * The same as if the machine had been equally fast in all rounds: each round's times divided by how much longer than
     * the reference its own measurements of the same configurations took, in the median. A round without any is left out.
     */
    Rounds relativeTo(Map<Long, RecordedTime> reference) {
        var relative = new TreeMap<Integer, Map<Long, RecordedTime>>();
        byRound.forEach((round, times) -> {
            var ratios = times.entrySet().stream()
                    .flatMapToDouble(entry -> ratio(entry.getValue(), reference.get(entry.getKey())))
                    .toArray();
            if (ratios.length > 0) {
                var slower = StatUtils.percentile(ratios, 50);
                relative.put(
                        round,
                        times.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> entry.getValue().dividedBy(slower))));
            }
        });
        return new Rounds(relative);
    }

    private static DoubleStream ratio(RecordedTime time, @Nullable RecordedTime reference) {
        return reference == null ? DoubleStream.empty() : time.ratioTo(reference).stream();
    }

    /** The relative standard error of the times: of half of them it is smaller. Empty if none was measured twice. */
    OptionalDouble standardError() {
        var errors = byConfiguration().values().stream()
                .map(Rounds::nanoseconds)
                .filter(ns -> ns.length > 1)
                .mapToDouble(ns -> MEDIAN * Math.sqrt(StatUtils.variance(ns) / ns.length) / StatUtils.mean(ns))
                .toArray();
        return errors.length > 0 ? OptionalDouble.of(StatUtils.percentile(errors, 50)) : OptionalDouble.empty();
    }

    private Map<Long, List<RecordedTime>> byConfiguration() {
        var byConfiguration = new TreeMap<Long, List<RecordedTime>>();
        byRound.values()
                .forEach(times -> times.forEach((index, time) -> byConfiguration
                        .computeIfAbsent(index, key -> new ArrayList<>())
                        .add(time)));
        return byConfiguration;
    }

    private static double[] nanoseconds(List<RecordedTime> repeats) {
        return repeats.stream()
                .flatMapToDouble(time -> time.medianNs().stream())
                .toArray();
    }
}
