package io.msdatuner.api.store;

import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which campaigns run first: 0 for most, {@value #LOWEST} to {@value #HIGHEST}, the higher the sooner. */
public final class CampaignPriorities {
    public static final int LOWEST = -100;
    public static final int HIGHEST = 100;

    private final JdbcClient jdbc;
    private final CampaignQueue queue;
    private final Transactions transactions;

    CampaignPriorities(JdbcClient jdbc, CampaignQueue queue, Transactions transactions) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.transactions = transactions;
    }

    public int of(CampaignId id) {
        return jdbc.sql("SELECT priority FROM campaigns WHERE id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    /** @throws InvalidValueException if there is no such priority */
    public static int requireAllowed(int priority) {
        return InvalidValueException.requireBetween("priority", priority, LOWEST, HIGHEST);
    }

    /**
     * Gives a campaign another priority, also while it waits or runs; one that is completed keeps its own.
     *
     * @throws InvalidValueException if there is no such priority
     */
    public void set(Campaign campaign, int priority) {
        requireAllowed(priority);
        transactions.run(() -> {
            jdbc.sql("UPDATE campaigns SET priority = :priority WHERE id = :id AND state <> 'COMPLETED'")
                    .param("id", campaign.id().value())
                    .param("priority", priority)
                    .update();
            queue.prioritise(campaign.id(), campaign.spec().deviceClass(), priority);
        });
    }
}
