package io.msdatuner.api.queue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.device.DeviceClass;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The campaigns that wait or run, those of the highest priority first and of these the one that waited longest. A campaign
 * has at most one row, under the name of its device class, so processes that know other classes never touch it.
 */
public final class CampaignQueue {
    static final String TABLE = "scheduled_tasks";

    private static final String ROW = "task_name = :deviceClass AND task_instance = :campaign";
    private static final String HELD =
            "SELECT count(*) FROM (SELECT FROM scheduled_tasks WHERE " + ROW + " AND picked AND version = :version";

    private final DataSource pool;
    private final JdbcClient jdbc;
    private final SchedulerClient client;
    private final DatabaseClock clock;

    public CampaignQueue(DataSource pool, JdbcClient jdbc) {
        this.pool = pool;
        this.jdbc = jdbc;
        this.clock = new DatabaseClock(jdbc);
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(pool))
                .tableName(TABLE)
                .jdbcCustomization(postgres())
                .enablePriority()
                .build();
    }

    static PostgreSqlJdbcCustomization postgres() {
        return new PostgreSqlJdbcCustomization(false, false);
    }

    /**
     * Lets a campaign wait, in the caller's transaction; one that is in the queue keeps its place. While its last run is
     * ending somewhere it counts as in the queue: whoever ends the run looks whether the campaign is to go on.
     */
    public void put(CampaignId campaign, DeviceClass deviceClass, int priority) {
        var instance = new TaskInstance.Builder<Void>(deviceClass.name(), campaign.toString())
                .priority(priority)
                .build();
        client.scheduleIfNotExists(instance, clock.now());
    }

    /** Gives a campaign that waits or runs another priority. */
    public void prioritise(CampaignId campaign, DeviceClass deviceClass, int priority) {
        jdbc.sql("UPDATE scheduled_tasks SET priority = :priority WHERE " + ROW)
                .params(row(campaign, deviceClass))
                .param("priority", priority)
                .update();
    }

    /** Lets a campaign wait again whose process is known to be gone; if it lives after all, it holds nothing any more. */
    public void release(CampaignId campaign, DeviceClass deviceClass) {
        jdbc.sql("UPDATE scheduled_tasks SET picked = false, picked_by = NULL, last_heartbeat = NULL,"
                        + " version = version + 1,"
                        + " consecutive_failures = coalesce(consecutive_failures, 0) + 1 WHERE picked AND " + ROW)
                .params(row(campaign, deviceClass))
                .update();
    }

    /** Whether this process still has the campaign. */
    public boolean isHeld(Hold hold) {
        return count(HELD + ")", hold) == 1;
    }

    /**
     * Makes sure that this process has the campaign until the caller's transaction ends.
     *
     * @throws HoldLostException if it has it no more
     */
    public void require(Hold hold) {
        if (count(HELD + " FOR SHARE)", hold) == 0) {
            throw new HoldLostException(hold);
        }
    }

    /**
     * Whether another campaign of the class should run now: one of a higher priority, or of the same when this one had its
     * turn.
     */
    public boolean isOvertaken(Hold hold, boolean hadItsTurn) {
        var waiting = """
                SELECT count(*) FROM (
                    SELECT FROM scheduled_tasks waits
                        JOIN scheduled_tasks runs ON runs.task_name = waits.task_name
                        JOIN campaigns c ON c.id = waits.task_instance::bigint
                    WHERE runs.task_name = :deviceClass AND runs.task_instance = :campaign
                      AND runs.version = :version AND NOT waits.picked AND waits.execution_time <= now()
                      AND c.state = 'PENDING' AND waits.priority >= runs.priority
                      AND (:hadItsTurn OR waits.priority > runs.priority) LIMIT 1)
                """;
        return jdbc.sql(waiting)
                        .params(row(hold.campaign(), hold.deviceClass()))
                        .param("version", hold.version())
                        .param("hadItsTurn", hadItsTurn)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Whoever takes the campaigns of one class as soon as it is started.
     *
     * @param atOnce how many it has at most
     */
    public QueueWorker worker(DeviceClass deviceClass, int atOnce, QueueWorker.Handler handler) {
        return new QueueWorker(this, deviceClass, atOnce, handler, pool, clock);
    }

    private int count(String sql, Hold hold) {
        return jdbc.sql(sql)
                .params(row(hold.campaign(), hold.deviceClass()))
                .param("version", hold.version())
                .query(Integer.class)
                .single();
    }

    private static Map<String, Object> row(CampaignId campaign, DeviceClass deviceClass) {
        return Map.of("campaign", campaign.toString(), "deviceClass", deviceClass.name());
    }
}
