package io.msdatuner.api.campaign;

import io.msdatuner.api.artifact.IdleDevices;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.device.DeviceClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;
import org.springframework.stereotype.Component;

/**
 * Runs campaigns: one thread for each device class of this host, which takes the campaigns that wait for it in the order
 * of their creation. Whoever makes the service starts it; when the service stops, what runs is interrupted and waits for a
 * client to resume it.
 */
@Component
public class CampaignExecution implements Lifecycle, Phased, IdleDevices {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignExecution.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final Map<DeviceClass, DeviceQueue> queues = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final LocalDevices devices;
    private final CampaignEvents events;
    private volatile boolean running;

    CampaignExecution(
            LocalDevices devices,
            CampaignLedger ledger,
            CampaignWorkshop workshop,
            CampaignEvents events,
            Clock clock) {
        this.devices = devices;
        this.events = events;
        devices.classes()
                .forEach(name ->
                        queues.put(name, new DeviceQueue(devices.find(name).orElseThrow(), ledger, workshop, clock)));
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
        queues.forEach((deviceClass, queue) -> {
            var thread = new Thread(queue, "campaigns-" + deviceClass);
            threads.add(thread);
            thread.start();
        });
    }

    @Override
    public void stop() {
        queues.values().forEach(DeviceQueue::close);
        try {
            for (var thread : threads) {
                thread.join(END_LIMIT.toMillis());
                if (thread.isAlive()) {
                    LOG.error("{} did not end within {} s", thread.getName(), END_LIMIT.toSeconds());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
