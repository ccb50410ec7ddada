package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.TrialTimes;
import io.msdatuner.api.thread.Background;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is known of other shapes, for the devices of this host. It follows the index on a thread of its own, a moment behind
 * it, so no lookup waits for the database.
 */
@Component
class NearestShapes {

    private static final Logger LOG = LoggerFactory.getLogger(NearestShapes.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    /** Only lookups right after the start wait. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final RecordIndex index;
    private final LocalDevices devices;
    private final ShapeLearning learning;
    private final Map<Subject, ShapeKnowledge> known = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final CountDownLatch ready = new CountDownLatch(1);
    private final ScheduledExecutorService thread = Background.oneByOne("nearest-shapes");

    private record Subject(Kernel kernel, DeviceClass deviceClass) {}

    NearestShapes(RecordIndex index, LocalDevices devices, TrialTimes times) {
        this.index = index;
        this.devices = devices;
        this.learning = new ShapeLearning(times);
    }

    @PostConstruct
    void start() {
        index.onChange(() -> changed.set(true));
        thread.execute(this::follow);
    }

    /** What may answer a lookup; empty if there is nothing of the caller's toolchain and sources. */
    Optional<ShapeKnowledge> of(Lookup lookup) {
        await();
        var problem = lookup.problem();
        return Optional.ofNullable(known.get(new Subject(problem.kernel(), problem.deviceClass())))
                .filter(knowledge ->
                        lookup.toolchain().orElse(knowledge.toolchain()).equals(knowledge.toolchain()))
                .filter(knowledge ->
                        lookup.sourceDigest().orElse(knowledge.sourceDigest()).equals(knowledge.sourceDigest()));
    }

    private void await() {
        try {
            if (ready.getCount() > 0 && !ready.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("what is known of other shapes is not read yet; answered without it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        var pause = BETWEEN_LOOKS;
        try {
            if (changed.compareAndSet(true, false)) {
                refresh();
            }
        } catch (RuntimeException e) {
            changed.set(true);
            pause = AFTER_TROUBLE;
            LOG.warn("shapes without a record are answered from what is known: {}", e.toString());
        } finally {
            ready.countDown();
        }
        if (!thread.isShutdown()) {
            // It reports its failures itself.
            var unused = thread.schedule(this::follow, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void refresh() {
        for (var deviceClass : devices.classes()) {
            var local = devices.find(deviceClass).orElseThrow();
            var served = index.of(deviceClass);
            for (var kernel : Kernel.values()) {
                var subject = new Subject(kernel, deviceClass);
                var before = Optional.ofNullable(known.get(subject));
                learning.learn(served, kernel, local, before)
                        .ifPresentOrElse(knowledge -> known.put(subject, knowledge), () -> known.remove(subject));
            }
        }
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
