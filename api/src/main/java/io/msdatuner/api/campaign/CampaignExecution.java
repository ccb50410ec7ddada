package io.msdatuner.api.campaign;

import io.msdatuner.api.artifact.IdleDevices;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.device.DeviceClass;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;
import org.springframework.stereotype.Component;

/**
 * Runs campaigns: for each device class of this host it takes those that the queue hands out, as many at a time as it has devices.
 * Whoever makes the service starts it; when it stops, what runs is put back into the queue, for another process or the next start.
 */
@Component
public class CampaignExecution implements Lifecycle, Phased, IdleDevices {

    private final Map<DeviceClass, DeviceQueue> queues = new LinkedHashMap<>();
    private final LocalDevices devices;
    private final CampaignEvents events;
    private volatile boolean running;

    CampaignExecution(LocalDevices devices, CampaignRuns runs, CampaignEvents events, Clock clock) {
        this.devices = devices;
        this.events = events;
        devices.classes().forEach(name -> queues.put(name, new DeviceQueue(name, runs, clock)));
    }

    /** Empty if this host has no device of the class. */
    Optional<DeviceQueue> queue(DeviceClass deviceClass) {
        return Optional.ofNullable(queues.get(deviceClass));
    }

    /** Why a campaign cannot go on here; empty if it can, or if another host has to judge. */
    Optional<String> mismatch(CampaignSpec spec) {
        return devices.find(spec.deviceClass()).flatMap(local -> CampaignWorkshop.mismatch(spec, local));
    }

    /** When a campaign last ran; now, while one does. */
    public Instant lastBusy() {
        return queues.values().stream()
                .map(DeviceQueue::lastBusy)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    @Override
    public <T> Optional<T> whileIdle(Supplier<T> work) {
        Supplier<Optional<T>> guarded = () -> Optional.of(work.get());
        for (var queue : queues.values()) {
            var inner = guarded;
            guarded = () -> queue.whileIdle(inner);
        }
        return guarded.get();
    }

    @Override
    public void start() {
        running = true;
        queues.values().forEach(DeviceQueue::start);
    }

    @Override
    public void stop() {
        queues.values().forEach(DeviceQueue::close);
        if (running) {
            queues.values().forEach(DeviceQueue::awaitEnd);
        }
        events.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Together with the server, which takes no more requests then and waits for those that follow campaigns. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }
}
