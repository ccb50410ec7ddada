package io.msdatuner.api.set;

import io.msdatuner.api.campaign.CampaignService;
import io.msdatuner.api.problem.ProblemCode;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.CampaignSets;
import io.msdatuner.api.store.CampaignSets.CampaignSet;
import io.msdatuner.api.store.CampaignSets.CreatedOnce;
import io.msdatuner.api.store.CampaignSets.Request;
import io.msdatuner.api.store.IdempotencyKeyReusedException;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.set.CampaignSetId;
import io.msdatuner.core.set.CampaignSetState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The rules by which clients create, cancel and resume campaign sets. */
@Service
public class CampaignSetService {

    private final CampaignSetSpecs specs;
    private final CampaignSets sets;
    private final TuningStore store;
    private final CampaignService campaigns;
    private final CampaignSetKeeper keeper;
    private final Clock clock;

    CampaignSetService(
            CampaignSetSpecs specs,
            CampaignSets sets,
            TuningStore store,
            CampaignService campaigns,
            CampaignSetKeeper keeper,
            Clock clock) {
        this.specs = specs;
        this.sets = sets;
        this.store = store;
        this.campaigns = campaigns;
        this.keeper = keeper;
        this.clock = clock;
    }

    /** @param key makes the same set whenever it comes with the same request */
    CreatedOnce create(CampaignSetRequest request, Optional<String> key) {
        var asked = key.map(given -> new Request(given, digest(request)));
        try {
            var created = sets.create(specs.of(request), asked);
            keeper.wake();
            return created;
        } catch (IdempotencyKeyReusedException e) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED, String.valueOf(e.getMessage()));
        }
    }

    /** What is no number is no set's id either. */
    public static CampaignSetId parseId(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw ProblemException.notFound("there is no campaign set '%s'; an id is a number from 1".formatted(id));
        }
        return new CampaignSetId(Long.parseLong(id));
    }

    public CampaignSet get(CampaignSetId id) {
        return sets.find(id).orElseThrow(() -> ProblemException.notFound("there is no campaign set " + id));
    }

    public CampaignSetState stateOf(CampaignSet set) {
        var states = campaigns(set).stream().map(Campaign::state).toList();
        return CampaignSetState.of(states, set.cancelled(), set.ended());
    }

    /** In the order in which they were made. */
    List<Campaign> campaigns(CampaignSet set) {
        return set.grants().stream()
                .map(granted -> store.find(granted.campaign()).orElseThrow())
                .toList();
    }

    /** Makes no more campaigns, and stops the one that is active. */
    CampaignSet cancel(CampaignSetId id) throws InterruptedException {
        var set = get(id);
        var state = stateOf(set);
        if (!state.isActive() && !state.canResume()) {
            throw conflict(set, state, "there is nothing to cancel");
        }
        sets.cancel(id);
        for (var campaign : campaigns(get(id))) {
            if (campaign.state().isActive()) {
                campaigns.cancel(campaign.id(), "campaign set %s was cancelled".formatted(id));
            }
        }
        return get(id);
    }

    /** @param wasActive true if nothing had to be done */
    record Resumed(CampaignSet set, boolean wasActive) {}

    /** Goes on where it stopped, with what is left of its budget. */
    Resumed resume(CampaignSetId id) {
        var set = get(id);
        var state = stateOf(set);
        if (state.isActive() && set.isOpen()) {
            return new Resumed(set, true);
        } else if (!state.canResume()) {
            throw conflict(
                    set,
                    state,
                    state.isActive() ? "it is still stopping; try again in a moment" : "it cannot be resumed");
        } else if (set.spec()
                .deadline()
                .filter(end -> !clock.instant().isBefore(end))
                .isPresent()) {
            throw conflict(set, state, "its deadline has passed; create a new one");
        }
        var all = campaigns(set);
        if (!all.isEmpty() && all.get(all.size() - 1).state().canResume()) {
            campaigns.resume(all.get(all.size() - 1).id());
        }
        sets.reopen(id);
        keeper.wake();
        return new Resumed(get(id), false);
    }

    private static ProblemException conflict(CampaignSet set, CampaignSetState state, String consequence) {
        return new ProblemException(
                ProblemCode.CAMPAIGN_STATE, "campaign set %s is %s: %s".formatted(set.id(), state, consequence));
    }

    /** Of what the request says, so blanks and the order of fields do not matter. */
    private static String digest(CampaignSetRequest request) {
        try {
            var bytes = request.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
