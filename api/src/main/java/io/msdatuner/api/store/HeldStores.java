package io.msdatuner.api.store;

import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.api.queue.Hold;
import io.msdatuner.core.campaign.TuningStore;

/** Gives who runs a campaign a store that takes what it writes only as long as the campaign is its own. */
public final class HeldStores {
    private final TuningStore store;
    private final CampaignQueue queue;
    private final Transactions transactions;

    HeldStores(TuningStore store, CampaignQueue queue, Transactions transactions) {
        this.store = store;
        this.queue = queue;
        this.transactions = transactions;
    }

    /** Everything that writes throws {@link io.msdatuner.api.queue.HoldLostException} once another process has the campaign. */
    public TuningStore of(Hold hold) {
        return new HeldStore(store, queue, transactions, hold);
    }
}
