package io.msdatuner.api.campaign;

import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignListener;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Passes on what happens to campaigns of this process, after it is durable. Publishing never waits: a subscriber that is
 * too slow misses events and is told so, and then reads the store.
 */
@Component
class CampaignEvents implements CampaignListener {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignEvents.class);

    private final Map<CampaignId, List<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private final Map<CampaignId, Long> changes = new ConcurrentHashMap<>();
    private final List<CampaignListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Subscription subscribe(CampaignId campaign) {
        var subscription = new Subscription(ended -> remove(campaign, ended));
        subscriptions.compute(campaign, (id, before) -> {
            var all = before == null ? new CopyOnWriteArrayList<Subscription>() : before;
            all.add(subscription);
            return all;
        });
        if (closed) {
            subscription.end();
        }
        return subscription;
    }

    /** Tells a listener of all campaigns from now on. What it throws is written down and meets nobody else. */
    void follow(CampaignListener listener) {
        listeners.add(listener);
    }

    /** How often a campaign was changed by this process so far. */
    long changes(CampaignId campaign) {
        return changes.getOrDefault(campaign, 0L);
    }

    @Override
    public void trialChanged(CampaignId campaign, Trial trial) {
        changes.merge(campaign, 1L, Long::sum);
        listeners.forEach(listener -> tell(listener, campaign, trial));
        var followers = subscriptions.getOrDefault(campaign, List.of());
        if (trial.isFinished() && !followers.isEmpty()) {
            var resource = TrialResource.withoutSamples(trial);
            followers.forEach(follower -> follower.offer(Subscription.Event.of(resource)));
        }
    }

    private static void tell(CampaignListener listener, CampaignId campaign, Trial trial) {
        try {
            listener.trialChanged(campaign, trial);
        } catch (RuntimeException e) {
            LOG.warn("trial {} of campaign {} is not in the figures or the log", trial.number(), campaign, e);
        }
    }

    void stateChanged(CampaignId campaign) {
        changes.merge(campaign, 1L, Long::sum);
        subscriptions
                .getOrDefault(campaign, List.of())
                .forEach(follower -> follower.offer(Subscription.Event.stateChanged()));
    }

    /** Ends all subscriptions, also those that are still to come. */
    void close() {
        closed = true;
        subscriptions.values().forEach(followers -> followers.forEach(Subscription::end));
    }

    private void remove(CampaignId campaign, Subscription subscription) {
        subscriptions.computeIfPresent(campaign, (id, all) -> {
            all.remove(subscription);
            return all.isEmpty() ? null : all;
        });
    }
}
