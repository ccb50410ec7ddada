package io.msdatuner.api.set;

import io.msdatuner.api.campaign.CampaignService;
import io.msdatuner.api.device.FleetDevices;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.CampaignSets;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.api.thread.Background;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.DeviceClass;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the sets of this host's device classes going: makes the next campaign when the last one has ended, and stops one that
 * would use more than the set's budget or run past its deadline. A campaign ends in time by itself (its search stops when it is
 * time for the finals), so that is for what went otherwise than forecast. All that it decides follows from the store and the
 * clock, so several services may keep the same sets. Does nothing until it is started.
 */
@Component
public class CampaignSetKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignSetKeeper.class);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    /** What is in flight is over before the budget is: between two looks, and while a worker is stopped. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final CampaignSets sets;
    private final TuningStore store;
    private final CampaignService campaigns;
    private final CampaignSetSpecs specs;
    private final SetPlanner planner;
    private final LocalDevices devices;
    private final FleetDevices fleet;
    private final Clock clock;
    private final ScheduledExecutorService looks = Background.oneByOne("campaign-sets");

    CampaignSetKeeper(
            CampaignSets sets,
            TuningStore store,
            CampaignService campaigns,
            CampaignSetSpecs specs,
            SetPlanner planner,
            LocalDevices devices,
            FleetDevices fleet,
            Clock clock) {
        this.sets = sets;
        this.store = store;
        this.campaigns = campaigns;
        this.specs = specs;
        this.planner = planner;
        this.devices = devices;
        this.fleet = fleet;
        this.clock = clock;
    }

    public void start() {
        // It reports its failures itself.
        var unused = looks.scheduleWithFixedDelay(this::look, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** There may be something to do at once. */
    void wake() {
        try {
            looks.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.debug("the service stops, so no set goes on", e);
        }
    }

    private void look() {
        try {
            sets.open().stream()
                    .filter(set -> isThere(set.spec().deviceClass()))
                    .forEach(this::keep);
        } catch (RuntimeException e) {
            LOG.warn("campaign sets do not go on for now: {}", e.toString());
        }
    }

    /** A device of this process or of an agent. */
    private boolean isThere(DeviceClass deviceClass) {
        return devices.find(deviceClass).isPresent()
                || fleet.elsewhere(deviceClass.name()).isPresent();
    }

    private void keep(CampaignSet set) {
        try {
            var last = last(set);
            if (last.isPresent() && last.get().state().isActive()) {
                stopIfOver(set, last.get());
            } else if (last.filter(ended -> ended.state() == CampaignState.INTERRUPTED)
                    .isEmpty()) {
                goOn(set);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("campaign set {} does not go on for now: {}", set.id(), e.toString());
        }
    }

    private Optional<Campaign> last(CampaignSet set) {
        return set.grants().isEmpty()
                ? Optional.empty()
                : store.find(set.grants().get(set.grants().size() - 1).campaign());
    }

    private void stopIfOver(CampaignSet set, Campaign campaign) throws InterruptedException {
        var budget = set.spec().budget().maxTime();
        var spent = sets.spent(set.id()).plus(MARGIN);
        if (budget.filter(limit -> spent.compareTo(limit) >= 0).isPresent()) {
            stop(set, campaign, "the budget of campaign set %s is spent");
        } else if (set.spec().deadline().filter(this::isClose).isPresent()) {
            stop(set, campaign, "the deadline of campaign set %s has come");
        }
    }

    /** The set ends too, because the time of what was in flight is not in what it has spent. */
    private void stop(CampaignSet set, Campaign campaign, String reason) throws InterruptedException {
        sets.end(set.id());
        campaigns.cancel(campaign.id(), reason.formatted(set.id()));
    }

    private boolean isClose(Instant deadline) {
        return !clock.instant().plus(MARGIN).isBefore(deadline);
    }

    private void goOn(CampaignSet set) {
        var next = planner.next(set);
        if (next.isEmpty()) {
            sets.end(set.id());
            LOG.info("campaign set {} is at its end", set.id());
            return;
        }
        var member = set.spec().members().get(next.get().member());
        var spec = specs.campaign(set.spec(), member, next.get().budget());
        sets.grant(set, next.get().member(), spec).ifPresent(made -> {
            LOG.info("campaign set {} gives {} to campaign {}", set.id(), spec.budget(), made.id());
            campaigns.wake(spec.deviceClass());
        });
    }

    @PreDestroy
    void close() {
        looks.shutdownNow();
    }
}
