package io.msdatuner.api.best;

import io.msdatuner.core.kernel.Kernel;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.springframework.stereotype.Component;

/** How lookups were answered, and what there is to answer them from. */
@Component
final class LookupMetrics implements MultiCollector {

    private final LookupCounts counts;
    private final RecordIndex index;

    LookupMetrics(LookupCounts counts, RecordIndex index) {
        this.counts = counts;
        this.index = index;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(lookups(), refused(), tunedShapes());
    }

    private MetricSnapshot lookups() {
        var builder = CounterSnapshot.builder()
                .name("msda_tuner_lookups")
                .help(
                        "Lookups that were answered, by what the answer was made from; all but exact ones missed a record.");
        for (var kernel : Kernel.values()) {
            for (var match : Match.values()) {
                builder.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of("kernel", kernel.id(), "match", match.id()))
                        .value(counts.answers(kernel, match))
                        .build());
            }
        }
        return builder.build();
    }

    private MetricSnapshot refused() {
        return CounterSnapshot.builder()
                .name("msda_tuner_lookups_refused")
                .help("Lookups that were refused because a field had a value that is not allowed.")
                .dataPoint(CounterDataPointSnapshot.builder()
                        .value(counts.refusals())
                        .build())
                .build();
    }

    private MetricSnapshot tunedShapes() {
        var builder = GaugeSnapshot.builder()
                .name("msda_tuner_tuned_shapes")
                .help("Shapes that have a served record, by kernel, device class and determinism wish.");
        index.sizes()
                .forEach((group, shapes) -> builder.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of(
                                "determinism",
                                group.determinism().id(),
                                "device_class",
                                group.deviceClass().name(),
                                "kernel",
                                group.kernel().id()))
                        .value(shapes)
                        .build()));
        return builder.build();
    }
}
