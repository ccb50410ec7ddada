package io.msdatuner.api.campaign;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How many builds took how long. Adding never waits. */
final class BuildTimes {

    private static final double[] UPPER_SECONDS = {
        0.01, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, Double.POSITIVE_INFINITY
    };

    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(UPPER_SECONDS.length).toArray(LongAdder[]::new);
    private final DoubleAdder sumSeconds = new DoubleAdder();

    void add(Duration time) {
        var seconds = time.toNanos() / 1e9;
        var found = Arrays.binarySearch(UPPER_SECONDS, seconds);
        counts[found < 0 ? -found - 1 : found].increment();
        sumSeconds.add(seconds);
    }

    HistogramDataPointSnapshot snapshot(Labels labels) {
        var each = Arrays.stream(counts).mapToLong(LongAdder::sum).boxed().toArray(Long[]::new);
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(UPPER_SECONDS, each))
                .sum(sumSeconds.sum())
                .labels(labels)
                .build();
    }
}
