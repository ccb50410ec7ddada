package io.msdatuner.bench.cpu.record;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hipparchus.stat.StatUtils;

/**
 * What some configurations took each time that they were measured again, by the index in the space. A time that failed is
 * left out where others did not.
 */
record Repeats(Map<Long, List<RecordedTime>> byIndex) {
    /** The standard error of a median of normal samples, in standard errors of their mean. */
    private static final double MEDIAN = Math.sqrt(Math.PI / 2);

    /** The median time of each, or how it failed if it did each time. */
    Map<Long, RecordedTime> times() {
        var times = new TreeMap<Long, RecordedTime>();
        byIndex.forEach((index, repeats) -> {
            var ns = nanoseconds(repeats);
            times.put(index, ns.length > 0 ? RecordedTime.measured(StatUtils.percentile(ns, 50)) : repeats.get(0));
        });
        return times;
    }

    /**
     * The relative standard error of the times: of half of them it is smaller. Empty if none was measured twice.
     */
    OptionalDouble standardError() {
        var errors = byIndex.values().stream()
                .map(Repeats::nanoseconds)
                .filter(ns -> ns.length > 1)
                .mapToDouble(ns -> MEDIAN * Math.sqrt(StatUtils.variance(ns) / ns.length) / StatUtils.mean(ns))
                .toArray();
        return errors.length > 0 ? OptionalDouble.of(StatUtils.percentile(errors, 50)) : OptionalDouble.empty();
    }

    private static double[] nanoseconds(List<RecordedTime> repeats) {
        return repeats.stream()
                .flatMapToDouble(time -> time.medianNs().stream())
                .toArray();
    }
}
