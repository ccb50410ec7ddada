package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.api.queue.Hold;
import io.msdatuner.api.queue.QueueWorker;
import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.DeviceClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class CampaignQueueTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final DeviceClass CLASS = SampleSpecs.of("queued").deviceClass();

    private final List<QueueWorker> workers = new ArrayList<>();
    private ConfigurableApplicationContext application;
    private TuningStore store;
    private CampaignQueue queue;

    @BeforeEach
    void start() {
        application = StoreApplication.start(TestDatabase.jdbcUrl());
        store = application.getBean(TuningStore.class);
        queue = application.getBean(CampaignQueue.class);
    }

    @AfterEach
    void stop() {
        workers.forEach(QueueWorker::stop);
        application.close();
    }

    /** Ends what it is handed as often as it is allowed to. */
    private final class Recorder implements QueueWorker.Handler {
        final List<CampaignId> handled = new CopyOnWriteArrayList<>();
        final List<CampaignId> lost = new CopyOnWriteArrayList<>();
        final Semaphore allowed = new Semaphore(0);

        @Override
        public Optional<Duration> handle(Hold hold) {
            handled.add(hold.campaign());
            allowed.acquireUninterruptibly();
            if (queue.isHeld(hold)) {
                store.transition(hold.campaign(), CampaignState.COMPLETED, Optional.empty());
            }
            return Optional.empty();
        }

        @Override
        public void left(Hold hold) {
            // Nothing waits for it here.
        }

        @Override
        public void lost(Hold hold) {
            lost.add(hold.campaign());
        }
    }

    @Test
    void handsOutThoseOfTheHighestPriorityFirstAndOfTheseTheOldest() {
        var first = create();
        var second = create();
        var urgent = create();
        prioritise(urgent, 1);
        var worker = worker();
        worker.allowed.release(3);

        await(() -> rows() == 0);
        assertThat(worker.handled).containsExactly(urgent, first, second);
    }

    @Test
    void handsEachCampaignToOneOfSeveralWorkers() {
        var all = List.of(create(), create(), create(), create(), create());
        var one = worker();
        var other = worker();
        one.allowed.release(5);
        other.allowed.release(5);

        await(() -> rows() == 0);
        var handled = new ArrayList<>(one.handled);
        handled.addAll(other.handled);
        assertThat(handled).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void leavesTheCampaignsOfOtherClassesAlone() {
        var id = create();
        var stranger = worker(new DeviceClass("another-class"));
        var worker = worker();
        worker.allowed.release();

        await(() -> rows() == 0);
        assertThat(worker.handled).containsExactly(id);
        assertThat(stranger.handled).isEmpty();
    }

    @Test
    void tellsAWorkerThatItsCampaignIsAnotherProcessesNow() {
        var id = create();
        var worker = worker();
        await(() -> worker.handled.contains(id));
        queue.release(id, CLASS);

        await(() -> worker.lost.contains(id));
        worker.allowed.release(2);
        await(() -> rows() == 0);
        assertThat(worker.handled).containsExactly(id, id);
    }

    @Test
    void saysWhenAnotherCampaignShouldRun() {
        var id = create();
        var worker = worker();
        await(() -> worker.handled.contains(id));
        var hold = new Hold(CLASS, id, version(id), 0);
        assertThat(queue.isOvertaken(hold, true)).isFalse();

        var waiting = create();
        assertThat(queue.isOvertaken(hold, true)).isTrue();
        assertThat(queue.isOvertaken(hold, false)).isFalse();

        prioritise(waiting, 1);
        assertThat(queue.isOvertaken(hold, false)).isTrue();

        prioritise(waiting, -1);
        assertThat(queue.isOvertaken(hold, true)).isFalse();
        worker.allowed.release(2);
    }

    private CampaignId create() {
        return store.create(SampleSpecs.of("queued")).id();
    }

    private void prioritise(CampaignId id, int priority) {
        application.getBean(CampaignPriorities.class).set(store.find(id).orElseThrow(), priority);
    }

    private Recorder worker() {
        return worker(CLASS);
    }

    private Recorder worker(DeviceClass deviceClass) {
        var recorder = new Recorder();
        var worker = queue.worker(deviceClass, 1, recorder);
        workers.add(worker);
        worker.start();
        return recorder;
    }

    private long version(CampaignId id) {
        return jdbc().sql("SELECT version FROM scheduled_tasks WHERE task_instance = :id")
                .param("id", id.toString())
                .query(Long.class)
                .single();
    }

    private int rows() {
        return jdbc().sql("SELECT count(*) FROM scheduled_tasks")
                .query(Integer.class)
                .single();
    }

    private JdbcClient jdbc() {
        return application.getBean(JdbcClient.class);
    }

    private static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plus(DEADLINE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("deadline").isBefore(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
