package io.msdatuner.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.testkit.InMemoryTuningStore;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Purpose;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What happens between subscribing and reading the store, where HTTP cannot aim. */
class EventStreamTest {

    private static final Pattern ID = Pattern.compile("(?m)^id: (\\d+)$");

    private final InMemoryTuningStore store = new InMemoryTuningStore(Clock.systemUTC());
    private final CampaignEvents events = new CampaignEvents();
    private final ByteArrayOutputStream client = new ByteArrayOutputStream();
    private final CampaignId id = begin();

    @Test
    void sendsATrialOnceThatIsBothReadAndHeard() throws Exception {
        try (var subscription = events.subscribe(id)) {
            finishTrials(3);
            var follower = stream(subscription, reading(), new BitSet());
            end();
            follower.run();
        }
        assertThat(sent()).containsExactly(0, 1, 2);
    }

    /** All is heard after the first read, so what does not fit into the subscription is only in the store. */
    @Test
    void readsFromTheStoreWhatWasTooMuchToHear() throws Exception {
        try (var subscription = events.subscribe(id)) {
            var source = new EventStream.Source(
                    () -> store.find(id).orElseThrow(), this::finishedOneReadAgo, campaign -> null);
            stream(subscription, source, new BitSet()).run();
        }
        assertThat(sent()).hasSize(2_000).doesNotHaveDuplicates();
    }

    private FinishOrder finishedOneReadAgo() {
        var before = FinishOrder.of(store.trials(id));
        if (before.trials().isEmpty()) {
            finishTrials(2_000);
            end();
        }
        return before;
    }

    @Test
    void leavesOutWhatTheClientKnows() throws Exception {
        finishTrials(4);
        var known = FinishOrder.of(store.trials(id)).upTo("1");
        end();
        try (var subscription = events.subscribe(id)) {
            stream(subscription, reading(), known).run();
        }
        assertThat(sent()).containsExactly(2, 3);
    }

    private EventStream stream(Subscription subscription, EventStream.Source source, BitSet known) {
        return new EventStream(
                source, subscription, known, JsonMapper.shared(), new EventStream.Client(client, () -> {}));
    }

    private EventStream.Source reading() {
        return new EventStream.Source(
                () -> store.find(id).orElseThrow(), () -> FinishOrder.of(store.trials(id)), campaign -> null);
    }

    private CampaignId begin() {
        Campaign campaign = store.create(new CampaignSpec(
                Kernel.MSDA_FORWARD,
                Shape.parse("B=1 Q=3 H=1 C=4 P=1 levels=4x4"),
                new DeviceClass("fake"),
                Provenance.SIMULATED,
                "cc",
                "digest",
                "random",
                0,
                Budget.ofTrials(10)));
        store.transition(campaign.id(), CampaignState.RUNNING, Optional.empty());
        return campaign.id();
    }

    private void finishTrials(int count) {
        for (var i = 0; i < count; i++) {
            var trial = store.open(id, Purpose.SEARCH, Candidate.gridSample(), Optional.empty());
            var outcome = Outcomes.measured(1_000);
            events.trialChanged(id, store.finish(id, trial.number(), outcome, Optional.of("digest")));
        }
    }

    private void end() {
        store.transition(id, CampaignState.COMPLETED, Optional.empty());
        events.stateChanged(id);
    }

    private List<Integer> sent() {
        return ID.matcher(client.toString(StandardCharsets.UTF_8))
                .results()
                .map(match -> Integer.parseInt(match.group(1)))
                .toList();
    }
}
