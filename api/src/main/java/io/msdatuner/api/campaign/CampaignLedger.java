package io.msdatuner.api.campaign;

import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.CampaignArchive;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.CampaignStateException;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves campaigns from state to state, durably, and then tells those who follow. Callers see to it that two threads of
 * this process do not move one campaign at once.
 */
@Component
class CampaignLedger {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignLedger.class);
    private static final int PAGE = 200;

    private final TuningStore store;
    private final CampaignArchive archive;
    private final CampaignEvents events;

    CampaignLedger(TuningStore store, CampaignArchive archive, CampaignEvents events) {
        this.store = store;
        this.archive = archive;
        this.events = events;
    }

    Campaign get(CampaignId id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("there is no campaign " + id));
    }

    /** Whether a campaign for this waits or runs, here or elsewhere. */
    boolean isActive(DeviceClass deviceClass, Kernel kernel, Shape shape) {
        return Stream.of(CampaignState.PENDING, CampaignState.RUNNING)
                .flatMap(state -> all(state).stream().map(Campaign::spec))
                .anyMatch(spec -> spec.deviceClass().equals(deviceClass)
                        && spec.kernel() == kernel
                        && spec.shape().equals(shape));
    }

    /** Abandons what is in flight and leaves a campaign that still runs as the ending says. */
    void end(CampaignId id, Ending ending) {
        end(store, id, ending);
    }

    void end(TuningStore writing, CampaignId id, Ending ending) {
        if (get(id).state() == CampaignState.RUNNING) {
            abandonOpen(writing, id, ending);
            move(writing, id, ending.state(), ending.reason());
        } else {
            // Somebody else moved it on while it ran here: followers have not heard of it.
            events.stateChanged(id);
        }
    }

    /** Does nothing unless the campaign waits. */
    void requeueIfPending(CampaignId id) {
        var campaign = get(id);
        if (campaign.state() == CampaignState.PENDING) {
            store.transition(id, CampaignState.PENDING, campaign.reason());
        }
    }

    /**
     * Cancels a campaign that does not run in this process.
     *
     * @throws CampaignStateException if there is nothing to cancel
     */
    Campaign cancel(CampaignId id, Ending ending) {
        var campaign = get(id);
        if (campaign.state() == CampaignState.CANCELLED) {
            return campaign;
        } else if (!campaign.state().isActive()) {
            throw new CampaignStateException(id, campaign.state(), "there is nothing to cancel");
        }
        return move(id, ending.state(), ending.reason());
    }

    /**
     * Lets a campaign go on; one that is active stays as it is.
     *
     * @throws CampaignStateException if it is complete
     */
    Campaign resume(CampaignId id) {
        var campaign = get(id);
        if (campaign.state().isActive()) {
            return campaign;
        } else if (!campaign.state().canResume()) {
            throw new CampaignStateException(id, campaign.state(), "it cannot be resumed; create a new one");
        }
        return move(id, CampaignState.PENDING, Optional.empty());
    }

    /** Newest first. */
    private List<Campaign> all(CampaignState state) {
        var all = new ArrayList<Campaign>();
        var before = OptionalLong.empty();
        while (true) {
            var page = archive.campaigns(Optional.of(state), before, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            before = OptionalLong.of(page.get(PAGE - 1).id().value());
        }
    }

    private void abandonOpen(TuningStore writing, CampaignId id, Ending ending) {
        var abandoned =
                new Outcome.Abandoned(ending.reason().orElse("the campaign stopped while this trial was in flight"));
        writing.trials(id).stream()
                .filter(trial -> !trial.isFinished())
                .forEach(trial ->
                        events.trialChanged(id, writing.finish(id, trial.number(), abandoned, Optional.empty())));
    }

    private Campaign move(CampaignId id, CampaignState to, Optional<String> reason) {
        return move(store, id, to, reason);
    }

    /** @param writing the store of whoever moves it */
    Campaign move(TuningStore writing, CampaignId id, CampaignState to, Optional<String> reason) {
        var moved = writing.transition(id, to, reason);
        LOG.info("campaign {} is {}{}", id, to, reason.map(why -> ": " + why).orElse(""));
        events.stateChanged(id);
        return moved;
    }
}
