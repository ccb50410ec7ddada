package io.msdatuner.api.queue;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.device.DeviceClass;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Takes the campaigns of one device class from the queue, so many at a time. A scheduler of its own for each class: one for
 * all would fill its hands with campaigns of a class that is busy.
 */
public final class QueueWorker {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    /** A process that missed four of them is taken for dead. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    /** What this process does not know is another's: never to be deleted. */
    private static final Duration KEEP_UNKNOWN = Duration.ofDays(100 * 365);

    private final CampaignQueue queue;
    private final DeviceClass deviceClass;
    private final Handler handler;
    private final DatabaseClock clock;
    private final Scheduler scheduler;

    /** Does the work, on the worker's threads. */
    public interface Handler {
        /** Returns when the campaign is done here: empty if it leaves the queue, else how long it waits at least. */
        Optional<Duration> handle(Hold hold);

        /** Called after a campaign left the queue. */
        void left(Hold hold);

        /** Called by another thread: the campaign is another process's now, so what runs is to stop. */
        void lost(Hold hold);
    }

    QueueWorker(
            CampaignQueue queue,
            DeviceClass deviceClass,
            int atOnce,
            Handler handler,
            DataSource pool,
            DatabaseClock clock) {
        this.queue = queue;
        this.deviceClass = deviceClass;
        this.handler = handler;
        this.clock = clock;
        this.scheduler = Scheduler.create(pool, task())
                .tableName(CampaignQueue.TABLE)
                .jdbcCustomization(CampaignQueue.postgres())
                .schedulerName(new SchedulerName.Fixed("%s:%d"
                        .formatted(
                                new SchedulerName.Hostname().getName(),
                                ProcessHandle.current().pid())))
                .clock(clock)
                .threads(atOnce)
                .executorService(
                        Executors.newFixedThreadPool(atOnce, run -> new Thread(run, "campaigns-" + deviceClass)))
                .pollUsingLockAndFetch(0.5, 1)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(KEEP_UNKNOWN)
                .enablePriority()
                .shutdownMaxWait(END_LIMIT)
                .addSchedulerListener(new HeartbeatWatch())
                .build();
    }

    public void start() {
        scheduler.start();
    }

    /** There may be a campaign that waits. */
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Takes no more, and waits for the end of what runs, which the caller has asked to stop. */
    public void stop() {
        scheduler.stop();
    }

    private Task<Void> task() {
        return Tasks.custom(deviceClass.name(), Void.class)
                .onDeadExecution((completed, operations) -> operations.reschedule(completed, clock.now()))
                .onFailure((completed, operations) ->
                        operations.reschedule(completed, clock.now().plus(POLL)))
                .execute((instance, context) -> completion(hold(context.getExecution())));
    }

    private CompletionHandler<Void> completion(Hold hold) {
        var wait = handled(hold);
        return (completed, operations) -> {
            if (!queue.isHeld(hold)) {
                LOG.info("campaign {} is another process's now", hold.campaign());
            } else if (wait.isPresent()) {
                operations.reschedule(completed, clock.now().plus(wait.get()));
            } else {
                operations.remove();
                handler.left(hold);
            }
        };
    }

    /** A failure here is no death of the process, which the library would count it as. */
    private Optional<Duration> handled(Hold hold) {
        try {
            return handler.handle(hold);
        } catch (RuntimeException e) {
            LOG.warn("campaign {} can be neither begun nor ended here now; trying again", hold.campaign(), e);
            return Optional.of(POLL);
        }
    }

    private Hold hold(Execution execution) {
        return new Hold(
                deviceClass,
                new CampaignId(Long.parseLong(execution.getId())),
                execution.version,
                execution.consecutiveFailures);
    }

    /** A heartbeat fails when the database is away, which may pass, or when the row is another process's. */
    private final class HeartbeatWatch extends AbstractSchedulerListener {
        @Override
        public void onExecutionFailedHeartbeat(CurrentlyExecuting executing) {
            var hold = hold(executing.getExecution());
            try {
                if (!queue.isHeld(hold)) {
                    handler.lost(hold);
                }
            } catch (DataAccessException e) {
                LOG.debug("nobody can tell now whose campaign {} is", hold.campaign(), e);
            }
        }
    }
}
