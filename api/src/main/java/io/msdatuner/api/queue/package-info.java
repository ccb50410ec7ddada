/**
 * The queue of campaigns: db-scheduler on the tuning database, with a task for each device class and an execution for each
 * campaign that waits or runs. Scheduling, heartbeats and the detection of dead processes are the library's. It knows
 * campaigns by id alone and uses nothing of the other packages. Start reading at
 * {@link io.msdatuner.api.queue.CampaignQueue}.
 */
@NullMarked
package io.msdatuner.api.queue;

import org.jspecify.annotations.NullMarked;
