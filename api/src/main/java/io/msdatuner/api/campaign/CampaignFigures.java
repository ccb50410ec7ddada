package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * What the campaigns of this process did since it started: trials as they finish, builds, and the use of its devices. Labels are
 * device classes, outcomes and purposes, of which there are few.
 */
@Component
final class CampaignFigures implements MultiCollector {

    private static final String DEVICE_CLASS = "device_class";

    private final CampaignClasses classes;
    private final Map<Ended, LongAdder> trials = new ConcurrentHashMap<>();
    private final Map<String, DeviceUse> uses = new ConcurrentSkipListMap<>();
    private final Map<Build, BuildTimes> builds = new ConcurrentHashMap<>();

    private record Ended(String deviceClass, Purpose purpose, OutcomeKind outcome) {}

    private record Build(String deviceClass, String result) {}

    CampaignFigures(CampaignClasses classes, CampaignEvents events, LocalDevices devices) {
        this.classes = classes;
        devices.classes().forEach(this::beginAtZero);
        events.follow(this::count);
    }

    /** So that the first of each is seen as a change. */
    private void beginAtZero(DeviceClass deviceClass) {
        use(deviceClass);
        for (var outcome : OutcomeKind.values()) {
            trials.put(new Ended(deviceClass.name(), Purpose.SEARCH, outcome), new LongAdder());
        }
    }

    private void count(CampaignId campaign, Trial trial) {
        trial.outcome().ifPresent(outcome -> {
            var ended = new Ended(classes.of(campaign).name(), trial.purpose(), outcome.kind());
            trials.computeIfAbsent(ended, unused -> new LongAdder()).increment();
        });
    }

    /** That of a class, which is in the figures from now on. */
    DeviceUse use(DeviceClass deviceClass) {
        return uses.computeIfAbsent(deviceClass.name(), unused -> new DeviceUse(System::nanoTime));
    }

    void built(DeviceClass deviceClass, BuildResult result, Duration time) {
        builds.computeIfAbsent(new Build(deviceClass.name(), kind(result)), unused -> new BuildTimes())
                .add(time);
    }

    private static String kind(BuildResult result) {
        if (result instanceof BuildResult.Built built) {
            return built.artifact().reused() ? "reused" : "built";
        }
        return "failed";
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(trialsFinished(), busySeconds(), devicesAtWork(), buildTimes());
    }

    private MetricSnapshot trialsFinished() {
        var builder =
                CounterSnapshot.builder().name("msda_tuner_trials").help("Trials that finished, by their outcome.");
        trials.forEach((ended, count) -> builder.dataPoint(CounterDataPointSnapshot.builder()
                .labels(Labels.of(
                        DEVICE_CLASS,
                        ended.deviceClass(),
                        "outcome",
                        ended.outcome().id(),
                        "purpose",
                        ended.purpose().id()))
                .value(count.sum())
                .build()));
        return builder.build();
    }

    private MetricSnapshot busySeconds() {
        var builder = CounterSnapshot.builder()
                .name("msda_tuner_device_busy_seconds")
                .help(
                        "For how long devices verified and timed variants; its rate is the busy fraction of the devices.");
        uses.forEach((name, use) -> builder.dataPoint(CounterDataPointSnapshot.builder()
                .labels(Labels.of(DEVICE_CLASS, name))
                .value(use.busySeconds())
                .build()));
        return builder.build();
    }

    private MetricSnapshot devicesAtWork() {
        var builder = GaugeSnapshot.builder()
                .name("msda_tuner_devices_at_work")
                .help("Devices of this process that verify or time a variant now.");
        uses.forEach((name, use) -> builder.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(DEVICE_CLASS, name))
                .value(use.atWork())
                .build()));
        return builder.build();
    }

    private MetricSnapshot buildTimes() {
        var builder = HistogramSnapshot.builder()
                .name("msda_tuner_build_duration_seconds")
                .help("How long builds took, by how they ended: built, reused or failed.");
        builds.forEach((build, times) -> builder.dataPoint(
                times.snapshot(Labels.of(DEVICE_CLASS, build.deviceClass(), "result", build.result()))));
        return builder.build();
    }
}
